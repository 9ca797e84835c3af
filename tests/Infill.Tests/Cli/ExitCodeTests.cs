using Infill.Cli;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>Each exit code through the process. 5 is kept for policies, which do not exist yet.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public void ExitCode_Numbers_AreThePublishedOnes() => Assert.Equal(
        [0, 1, 2, 3, 4, 5, 6, 7, 130],
        Enum.GetValues<ExitCode>().Select(code => (int)code));

    [Fact]
    public void Remove_GoodJob_Is0AndSaysWhatItDid()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png");

        Assert.Equal(0, run.Code);
        Assert.Empty(run.Out);
        Assert.Matches(@"^Removed 1 region \(48 px, 2\.5 %\) with patch in \d+\.\d s; 0 of 1,[\d]{3} kept pixels changed → out\.png\s*$", run.LastError);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.True(folder.Has("out.png"));
    }

    [Fact]
    public void Remove_UnreadablePicture_Is1()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["text.png"], "not a picture");

        Assert.Equal(1, folder.Run("remove", "text.png", "--mask", "mask.png", "--output", "out.png").Code);
    }

    [Fact]
    public void Remove_UnknownOption_Is2()
    {
        using var folder = new CliFolder();

        Assert.Equal(2, folder.Run("remove", "photo.png", "--wat").Code);
    }

    [Fact]
    public void Remove_OneOfThreeOutputsFails_Is3AndTheOthersStand()
    {
        using var folder = new CliFolder();
        using System.Diagnostics.Process process = folder.Start(
            [], "remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--count", "12");

        // A folder takes the place of the last output while the first are written.
        SpinWait.SpinUntil(() => folder.Has("out-1.png"), TimeSpan.FromSeconds(60));
        Directory.CreateDirectory(folder["out-12.png"]);
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(3, run.Code);
        Assert.True(folder.Has("out-11.png"));
        Assert.Contains("out-12.png failed:", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 0)]
    public void Remove_LittleToCopyFrom_Is4OnlyIfStrict(bool strict, int expected)
    {
        using var folder = new CliFolder();
        folder.SavePhoto("photo.png", 120, 100);
        string[] args = ["remove", "photo.png", "--mask", "rect:10,10,90,75", "--grow", "0", "--output", "out.png"];

        CliRun run = folder.Run(strict ? [.. args, "--strict"] : args);

        Assert.Equal(expected, run.Code);
        Assert.Contains("Warning: ", run.Error, StringComparison.Ordinal);
        Assert.True(folder.Has("out.png"));
    }

    [Fact]
    public void Remove_UnknownEngine_Is6AndListsTheKnown()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--engine", "sd15");

        Assert.Equal(6, run.Code);
        Assert.Contains("patch", run.FirstError, StringComparison.Ordinal);
        Assert.Equal("Try: infill engines", run.LastError);
    }

    [Fact]
    public void Replace_WithoutTextEngine_Is6AndSaysWhatToDo()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("replace", "photo.png", "--mask", "mask.png", "--output", "out.png", "--prompt", "a bench");

        Assert.Equal(6, run.Code);
        Assert.Contains("needs an engine that takes text", run.FirstError, StringComparison.Ordinal);
        Assert.Contains("--model PATH", run.FirstError, StringComparison.Ordinal);
        Assert.StartsWith("Try: infill remove photo.png --mask mask.png", run.LastError, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void Remove_PictureOverTheLimit_Is7()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("large.png", 1100, 1000);

        CliRun run = folder.Run("remove", "large.png", "--mask", "rect:5,5,9,9", "--output", "out.png", "--max-megapixels", "1");

        Assert.Equal(7, run.Code);
        Assert.False(folder.Has("out.png"));
    }
}
