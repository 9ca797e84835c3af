using Infill.Cli;
using Infill.Cli.Inputs;

namespace Infill.Tests.Cli.Inputs;

/// <summary>Files, folders and patterns become the same pictures in the same order on every machine.</summary>
public sealed class InputExpanderTests
{
    private static readonly InputOptions Flat = new();
    private static readonly InputOptions Deep = new() { Recursive = true };

    [Fact]
    public void Expand_Folder_TakesThePicturesOfAllSixFormatsInOrdinalOrder()
    {
        using var tree = new InputTree("f/b.JPG", "f/a.png", "f/a b.webp", "f/c.tiff", "f/d.avif", "f/e.gif", "f/B.jpeg", "f/g.heic", "f/notes.txt", "f/sub/x.png");

        Assert.Equal(["B.jpeg", "a b.webp", "a.png", "b.JPG", "c.tiff", "d.avif", "e.gif", "g.heic"], tree.Names(Flat, "f"));
    }

    [Fact]
    public void Expand_FolderRecursive_KeepsTheTreeInTheRelativePaths()
    {
        using var tree = new InputTree("f/b.png", "f/sub/a.png", "f/sub/deep/a.png", "f/a.png");

        InputSet found = tree.Expand(Deep, "f");

        Assert.Equal(["a.png", "b.png", "sub/a.png", "sub/deep/a.png"], found.Files.Select(f => f.Relative));
        Assert.All(found.Files, file => Assert.Equal(tree["f"] + "/" + file.Relative, file.Path));
    }

    [Fact]
    public void Expand_HiddenNamesAndOwnTemporaries_AreNotTaken()
    {
        using var tree = new InputTree("f/a.png", "f/._a.png", "f/.hidden/b.png", "f/.infill-1.png", "f/.shown.png");

        Assert.Equal(["a.png"], tree.Names(Deep, "f"));
        Assert.Equal(["a.png"], tree.Names(Flat, "f/**/*.png"));
        Assert.Equal(["._a.png", ".shown.png"], tree.Names(Flat, "f/.*.png"));
    }

    [Theory]
    [InlineData("*.jpg", "b.jpg")]
    [InlineData("?.png", "a.png")]
    [InlineData("*/*.png", "x/a.png", "y/a.png")]
    [InlineData("**/*.png", "a.png", "x/a.png", "x/y/c.png", "y/a.png")]
    [InlineData("**", "a.png", "b.jpg", "x/a.png", "x/y/c.png", "y/a.png")]
    [InlineData("x/**/?.png", "a.png", "y/c.png")]
    [InlineData("**/y/*", "x/y/c.png", "y/a.png")]
    [InlineData("./x/./*.png", "a.png")]
    [InlineData("**/**/c.*", "x/y/c.png")]
    [InlineData("*.txt", "note.txt")]
    public void Expand_Pattern_TakesWhatAShellWould(string pattern, params string[] expected)
    {
        using var tree = new InputTree("a.png", "b.jpg", "note.txt", "x/a.png", "x/y/c.png", "y/a.png");

        Assert.Equal(expected, tree.Names(Flat, pattern));
    }

    [Fact]
    public void Expand_FileWhoseNameHasAStar_IsThatFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No such names.");
        using var tree = new InputTree("a*.png", "ab.png", "line\nbreak.png");

        Assert.Equal(["a*.png"], tree.Names(Flat, "a*.png"));
        Assert.Equal(["a*.png", "line\nbreak.png"], tree.Names(Flat, @"a\*.pn?", "line*"));
    }

    [Fact]
    public void Expand_SeveralExpressions_KeepTheirOrderAndTakeEachFileOnce()
    {
        using var tree = new InputTree("z.png", "f/b.png", "f/a.png");

        Assert.Equal(["b.png", "z.png", "a.png"], tree.Names(Flat, "f/b.png", "z.png", "f", "f/*.png"));
    }

    [Fact]
    public void Expand_MissingFile_IsLeftToWhoOpensIt()
    {
        using var tree = new InputTree();

        Assert.Equal(["none.png"], tree.Names(Flat, "none.png"));
        Assert.Equal([new InputFile("-", "-")], InputExpander.Expand(["-"], Flat).Files);
    }

    [Theory]
    [InlineData("f/*.webp", "No file matches '", "f/*.webp'")]
    [InlineData("none/*.png", "there is no folder '", "none/'")]
    [InlineData("empty", "holds no picture", "itself")]
    [InlineData("f/*/../b.png", "has '..' behind a wildcard", "")]
    public void Expand_NothingFound_NamesTheExpression(string expression, string says, string alsoSays)
    {
        using var tree = new InputTree("f/a.png", "empty/note.txt");

        var error = Assert.Throws<CliException>(() => tree.Expand(Flat, expression));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(alsoSays, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void Expand_EmptyExpression_IsWrongUse(string expression) =>
        Assert.Equal(ExitCode.WrongUse, Assert.Throws<CliException>(() => InputExpander.Expand([expression], Flat)).Code);

    [Fact]
    public void Expand_ExcludedFolder_IsSkippedAndSaid()
    {
        using var tree = new InputTree("f/a.png", "f/out/a.png", "f/out/deep/b.png", "f/output.png");
        Directory.CreateSymbolicLink(tree["alias"], tree["f"]);
        InputOptions options = Deep with { Excluded = [tree["alias/out"]] };

        InputSet found = tree.Expand(options, "f", "f/out/deep");

        Assert.Equal(["a.png", "output.png", "b.png"], found.Files.Select(f => f.Relative));
        Assert.Equal([tree["f/out"]], found.Skipped);
    }

    [Fact]
    public void Expand_FolderWithinAnExcludedOne_IsTakenBecauseItIsNamed()
    {
        using var tree = new InputTree("f/a.png", "f/sub/b.png");

        Assert.Equal(["a.png", "sub/b.png"], tree.Names(Deep with { Excluded = [tree.Root] }, "f"));
    }

    [Fact]
    public void Expand_MarkedFolder_IsTakenOnlyIfItIsNamed()
    {
        using var tree = new InputTree("f/a.png", "f/old/b.png", "f/old/.mark");
        InputOptions options = Deep with { MarkOfOutputs = ".mark" };

        Assert.Equal(["a.png"], tree.Names(options, "f"));
        Assert.Equal(["b.png"], tree.Names(options, "f/old"));
    }

    [Fact]
    public void Expand_LinksInACircle_EndAndTakeEachFileOnce()
    {
        using var tree = new InputTree("f/a.png", "f/sub/b.png", "other/c.png");
        Directory.CreateSymbolicLink(tree["f/sub/up"], "..");
        Directory.CreateSymbolicLink(tree["f/self"], ".");
        Directory.CreateSymbolicLink(tree["other/back"], tree["f"]);
        Directory.CreateSymbolicLink(tree["f/other"], "../other");
        File.CreateSymbolicLink(tree["f/gone.png"], "nowhere.png");

        Assert.Equal(["a.png", "gone.png", "other/c.png", "sub/b.png"], tree.Names(Deep, "f"));
    }

    [Fact]
    public void Expand_NamesThatAreNoUtf8_AreFailuresNotSilence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names.");
        using var tree = new InputTree("f/a.png", "f/\uFFFD.png", "f/fine\uFFFD.png");
        tree.AddRaw("f/", ".png");
        tree.AddRaw("f/", ".txt");
        tree.AddRaw("f/folder", "", isFolder: true);

        InputSet found = tree.Expand(Deep, "f");

        Assert.Equal(["a.png", "fine\uFFFD.png", "\uFFFD.png"], found.Files.Select(f => f.Relative));
        Assert.Equal([tree["f/folder\uFFFD"], tree["f/\uFFFD.png"]], found.Failures.Select(f => f.Path));
        Assert.All(found.Failures, failure => Assert.Contains("no UTF-8", failure.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FolderThatVanished_IsAFailure()
    {
        using var tree = new InputTree();

        InputSet found = new FolderWalk(PathPattern.OfFolder(tree["gone"], recursive: true), Deep).Run();

        Assert.Empty(found.Files);
        Assert.Contains("cannot be listed", Assert.Single(found.Failures).Reason, StringComparison.Ordinal);
    }
}
