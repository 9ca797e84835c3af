using System.Text.Json.Nodes;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>How much a command says, and to whom, through the process.</summary>
public sealed class TalkTests
{
    private static readonly string[] Job = ["remove", "photo.png", "--mask", "mask.png", "--output", "out.png"];

    [Fact]
    public void Progress_Json_IsOneRecordPerStepAndTheEndLast()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. Job, "--progress", "json", "--quiet"]);

        JsonObject[] lines = Records(run);
        Assert.Equal(run.Error.TrimEnd().Split('\n').Length, lines.Length);
        Assert.Empty(run.Out);
        Assert.Equal(
            ["validate", "mask", "plan", "crop", "fill", "blend", "stitch", "trace", "end"],
            lines.Select(line => (string)line["stage"]!).Distinct());
        Assert.All(lines.SkipLast(1), line => Assert.Equal("photo.png", (string?)line["job"]));
        Assert.Equal(lines.Select(line => (double)line["fraction"]!).Order(), lines.Select(line => (double)line["fraction"]!));
        Assert.Contains(lines, line => (int)line["step"]! > 0 && (int)line["step"]! == (int)line["of"]!);
        Assert.Equal(("done", 0), ((string)lines[^1]["status"]!, (int)lines[^1]["exitCode"]!));
    }

    [Theory]
    [InlineData(0, "replay", "trace", "--progress", "json")]
    [InlineData(1, "remove", "none.png", "--mask", "mask.png", "--output", "new.png", "--progress", "json")]
    [InlineData(2, "remove", "photo.png", "--mask", "mask.png", "--progress", "json")]
    [InlineData(2, "remove", "photo.png", "--wat", "--progress=json")]
    [InlineData(2, "extend", "photo.png", "--progress", "json")]
    [InlineData(6, "remove", "photo.png", "--mask", "mask.png", "--output", "new.png", "--engine", "x", "--progress", "json")]
    public void Progress_JsonHoweverItEnds_LastLineSaysIt(int code, params string[] args)
    {
        using var folder = new CliFolder();
        folder.Run([.. Job, "--trace", "trace"]);

        CliRun run = folder.Run(args);

        JsonObject last = RecordAssert.Fits("progress", run.LastError);
        Assert.Equal((code, code), (run.Code, (int)last["exitCode"]!));
        Assert.Equal(code == 0 ? "done" : "failed", (string)last["status"]!);
        Assert.Equal(code != 0, run.Error.Contains("Try: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("bar")]
    public void Progress_ForPeople_LeavesPipesAlone(string mode)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. Job, "--progress", mode]);

        Assert.StartsWith("Removed 1 region", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_Job_SaysWhatEveryStageDecided()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run(["remove", "photo.png", "--mask", "rect:4,4,5,5 + rect:30,25,6,6", "--output", "out.png", "-v"]);

        string[] lines = run.Error.TrimEnd().Split('\n');
        Assert.StartsWith("Picture: 48×40, 8-bit RGB; workflow remove, engine patch, seed 1", lines[0], StringComparison.Ordinal);
        Assert.Equal("Engine: patch, the default, as no eraser is set", lines[1]);
        Assert.StartsWith("Mask: 61 px asked for, ", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Region 1 of ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  blend ", StringComparison.Ordinal) && line.Contains("(kept)", StringComparison.Ordinal));
        Assert.Matches(@"^Times: validate \d+\.\d{3} s, .*fill .*trace .* in all\r?$", lines[^2]);
        Assert.StartsWith("Removed 2 regions", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_Replay_SaysItToo()
    {
        using var folder = new CliFolder();
        folder.Run([.. Job, "--trace", "trace"]);

        Assert.Contains("\nTimes: ", folder.Run("replay", "trace", "--verbose").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_BesideVerbose_Wins()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. Job, "-v", "-q"]);

        Assert.Equal((0, "", ""), (run.Code, run.Out, run.Error));
    }

    private static JsonObject[] Records(CliRun run) =>
        [.. run.Error.Split('\n').Where(line => line.StartsWith('{')).Select(line => RecordAssert.Fits("progress", line))];
}
