using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class TraceFolderTests
{
    private static readonly string[] Job = ["remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--trace", "trace"];

    [Fact]
    public void Trace_OneRegion_HoldsEveryStage()
    {
        using var folder = new CliFolder();

        Assert.Equal(0, folder.Run(Job).Code);

        string[] stages = ["blended", "composite", "confidence", "denoise", "generated", "original", "sources"];
        Assert.Equal(
            ["contact-sheet.png", "mask.png", .. stages.Select(s => $"region-01-{s}.png"), "trace.json"],
            Directory.EnumerateFiles(folder["trace"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.True(ImageFile.LoadMask(folder["trace/mask.png"])[20, 15] == 1f);
    }

    [Fact]
    public void Trace_FolderInUse_NeedsOverwriteAndKeepsStrangers()
    {
        using var folder = new CliFolder();
        Assert.Equal(0, folder.Run(Job).Code);

        CliRun second = folder.Run([.. Job[..^2], "--overwrite", "--trace", "trace"]);
        Assert.Equal(0, second.Code);

        File.WriteAllText(folder["trace/notes.txt"], "mine");
        CliRun third = folder.Run([.. Job, "--overwrite"]);
        Assert.Equal(2, third.Code);
        Assert.Contains("notes.txt", third.FirstError, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["trace/notes.txt"]));
    }

    [Fact]
    public void Trace_FolderInUseWithoutOverwrite_IsRefused()
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["trace"]);
        File.WriteAllText(folder["trace/trace.json"], "{}");

        CliRun run = folder.Run(Job);

        Assert.Equal(2, run.Code);
        Assert.Contains("not empty", run.FirstError, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void Trace_SeveralFills_GetAFolderEach()
    {
        using var folder = new CliFolder();

        Assert.Equal(0, folder.Run([.. Job, "--count", "2"]).Code);

        Assert.True(folder.Has("trace-1/trace.json") && folder.Has("trace-2/trace.json"));
    }
}
