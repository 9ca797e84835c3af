using Infill.Cli.Batch;
using Infill.Cli.Inputs;
using Infill.Tests.Cli.Inputs;

namespace Infill.Tests.Cli.Batch;

/// <summary>What a watched folder hands on, look by look; no test waits.</summary>
public sealed class FolderWatchTests
{
    private static readonly DateTime Noon = new(2025, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Look_FileThatStandsStill_IsHandedOnOnceAtTheSecondLook()
    {
        using var tree = new InputTree();
        FolderWatch watch = WithoutMasks(tree);
        Write(tree, "a.png", 3);

        Assert.Equal([[], ["a.png"], [], []], Looks(watch, 4));
        Assert.Empty(watch.Waiting);
    }

    [Fact]
    public void Look_FileThatGrows_WaitsUntilItStopsGrowing()
    {
        using var tree = new InputTree();
        FolderWatch watch = WithoutMasks(tree);
        var seen = new List<string[]>();
        for (int length = 1; length <= 4; length++)
        {
            Write(tree, "a.png", length);
            seen.Add(Names(watch.Look()));
        }

        Assert.All(seen, Assert.Empty);
        Assert.Equal("a.png", Assert.Single(watch.Waiting).Relative);
        Assert.Equal([["a.png"], []], Looks(watch, 2));
    }

    [Fact]
    public void Look_SameLengthButRewritten_WaitsAsWell()
    {
        using var tree = new InputTree();
        FolderWatch watch = WithoutMasks(tree);
        Write(tree, "a.png", 3);
        watch.Look();
        File.SetLastWriteTimeUtc(tree["a.png"], Noon.AddSeconds(1));

        Assert.Equal([[], ["a.png"]], Looks(watch, 2));
    }

    [Fact]
    public void Look_FileThatChangesAfterwards_IsHandedOnAgain()
    {
        using var tree = new InputTree();
        FolderWatch watch = WithoutMasks(tree);
        Write(tree, "a.png", 3);
        Looks(watch, 2);
        Write(tree, "a.png", 4);

        Assert.Equal([[], ["a.png"], []], Looks(watch, 3));
    }

    [Fact]
    public void Look_EmptyFile_IsNotHandedOnButWaits()
    {
        using var tree = new InputTree("a.png");
        FolderWatch watch = WithoutMasks(tree);

        Assert.Equal([[], [], []], Looks(watch, 3));
        Assert.Equal("a.png", Assert.Single(watch.Waiting).Relative);
        Assert.False(watch.LacksMask(watch.Waiting[0]));
    }

    [Fact]
    public void Look_PictureBeforeItsMask_WaitsForTheMaskToStandStill()
    {
        using var tree = new InputTree();
        string? mask = null;
        var watch = new FolderWatch(tree.Root, new InputOptions(), _ => mask);
        Write(tree, "a.png", 3);
        Assert.Equal([[], [], []], Looks(watch, 3));
        Assert.True(watch.LacksMask(watch.Waiting[0]));

        // Not below the watched folder's extensions, so that it is no picture of its own.
        mask = tree["a.mask"];
        Write(tree, "a.mask", 1);
        watch.Look();
        Write(tree, "a.mask", 2);

        Assert.Equal([[], ["a.png"], []], Looks(watch, 3));
    }

    [Fact]
    public void Look_FileThatGoesAndComesBack_IsNew()
    {
        using var tree = new InputTree();
        FolderWatch watch = WithoutMasks(tree);
        Write(tree, "sub/a.png", 3);
        Looks(watch, 2);
        File.Delete(tree["sub/a.png"]);
        watch.Look();
        Write(tree, "sub/a.png", 3);

        Assert.Equal([[], ["sub/a.png"]], Looks(watch, 2));
    }

    [Fact]
    public void Look_FolderThatVanishes_IsToldOnceAndTheWatchGoesOn()
    {
        using var tree = new InputTree();
        Write(tree, "in/a.png", 3);
        var watch = new FolderWatch(tree["in"], new InputOptions(), _ => "");
        Looks(watch, 2);
        Directory.Move(tree["in"], tree["gone"]);

        Assert.Contains("cannot be listed", Assert.Single(watch.Look().Failures).Reason, StringComparison.Ordinal);
        Assert.Empty(watch.Look().Failures);
        Directory.Move(tree["gone"], tree["in"]);
        Assert.Equal([[], ["a.png"]], Looks(watch, 2));
    }

    private static FolderWatch WithoutMasks(InputTree tree) => new(tree.Root, new InputOptions(), _ => "");

    private static string[][] Looks(FolderWatch watch, int count) => [.. Enumerable.Range(0, count).Select(_ => Names(watch.Look()))];

    private static string[] Names(InputSet set) => [.. set.Files.Select(f => f.Relative)];

    private static void Write(InputTree tree, string name, int length)
    {
        tree.Add(name);
        File.WriteAllBytes(tree[name], new byte[length]);
        File.SetLastWriteTimeUtc(tree[name], Noon);
    }
}
