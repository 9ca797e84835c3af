using System.Text.Json.Nodes;
using Infill.Tests.Cli.Support;
using Infill.Tests.Onnx.Erasers;
using Infill.Tests.Onnx.Guards;

namespace Infill.Tests.Cli.Erasers;

/// <summary>When an eraser is used, what is said of it, and what is refused.</summary>
public sealed class EraserChoiceTests
{
    private const string Variable = "INFILL_ERASER";

    [Theory]
    [InlineData("remove", "", "eraser", "remove takes the eraser that is set")]
    [InlineData("remove", "patch", "patch", "asked for by --engine")]
    [InlineData("remove", "smooth", "smooth", "asked for by --engine")]
    [InlineData("fill", "", "patch", "the default of fill")]
    [InlineData("fill", "eraser", "eraser", "asked for by --engine")]
    public void Job_UnderAVariable_ChoosesAndSaysWhy(string workflow, string engine, string expected, string reason)
    {
        using CliFolder folder = WithEraser();
        string[] choice = engine.Length == 0 ? [] : ["--engine", engine];

        CliRun run = folder.RunUnder(
            [(Variable, "e.onnx")], [workflow, "photo.png", "--mask", "mask.png", .. choice, "--output", "out.png", "--trace", "trace", "--verbose"]);

        Assert.True(run.Code == 0, run.ToString());
        Assert.Contains($"Engine: {expected}, {reason}", run.Error, StringComparison.Ordinal);
        JsonNode trace = JsonNode.Parse(File.ReadAllText(folder["trace/trace.json"]))!;
        Assert.Equal(expected, (string?)trace["engine"]);
        Assert.StartsWith(reason, (string?)trace["command"]!["job"]!["fill"]!["engineReason"], StringComparison.Ordinal);
        Assert.Equal(expected == "eraser" ? 2 : 0, trace["regions"]![0]!["notes"]!.AsArray().Count);
    }

    [Fact]
    public void Remove_WithoutAnEraser_SaysThatNoneIsSet()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--verbose");

        Assert.Contains("Engine: patch, the default, as no eraser is set", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_Verbose_NamesFileHashAndSizes()
    {
        using CliFolder folder = WithEraser();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--eraser", "e.onnx", "--output", "out.png", "--verbose");

        Assert.Contains($"file {folder["e.onnx"]}", run.Error, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder["e.onnx"]))), run.Error, StringComparison.Ordinal);
        Assert.Contains("the region of 48×40 ran at its own resolution, in 64×64", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_DryRun_KnowsTheEraser()
    {
        using CliFolder folder = WithEraser();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--eraser", "e.onnx", "--output", "out.png", "--dry-run");

        Assert.True(run.Code == 0, run.ToString());
        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void FolderSettings_CannotNameAnEraser()
    {
        using CliFolder folder = WithEraser();
        File.WriteAllText(folder["infill.json"], """{"eraser":"e.onnx"}""");

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png");

        Assert.Equal(2, run.Code);
        Assert.Contains("eraser", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Engines_UnderAVariable_ListTheFile()
    {
        using CliFolder folder = WithEraser();

        JsonNode engines = JsonNode.Parse(folder.RunUnder([(Variable, "e.onnx")], "engines", "--json").Out)!["engines"]!;
        JsonNode eraser = engines.AsArray().Single(e => (string?)e!["name"] == "eraser")!;

        Assert.Equal(folder["e.onnx"], (string?)eraser["file"]);
        Assert.False((bool)eraser["isDefault"]!);
        Assert.Contains("gone.onnx (missing))", folder.Run("engines", "--eraser", "gone.onnx").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("eraser", folder.Run("engines").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file", "--eraser", "gone.onnx")]
    [InlineData("is a folder", "--eraser", ".")]
    [InlineData("needs the ONNX file", "--engine", "eraser")]
    public void Remove_NoFile_Is6WithTheNextCommand(string reason, params string[] choice)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run(["remove", "photo.png", "--mask", "mask.png", .. choice, "--output", "out.png"]);

        Assert.Equal(6, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: infill remove photo.png --mask mask.png", run.LastError, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    private static readonly (string Reason, byte[] File)[] Bad =
    [
        ("refused as an ONNX file", "not an onnx file"u8.ToArray()),
        ("holds 0 graphs", []),
        ("out of its folder", TestGraphs.Outer("../w.bin")),
        ("memory of this process", TestGraphs.Outer("*/_ORT_MEM_ADDR_/*")),
        ("of the domain 'evil'", TestGraphs.Changed(TestErasers.LamaJoined(), m => m.Graph.Node[0].Domain = "evil")),
        ("no eraser that is known", TestGraphs.Inner()),
        ("cannot be loaded", TestGraphs.Changed(TestErasers.LamaJoined(), m => m.Graph.Node[0].OpType = "NoSuchOperator")),
        ("truncated", TestErasers.LamaJoined()[..300]),
        ("values up to", TestErasers.LamaJoined(255f)),
    ];

    public static TheoryData<int, string> BadCases => [.. Bad.Select((bad, i) => (i, bad.Reason))];

    [Theory, MemberData(nameof(BadCases))]
    public void Remove_BadFile_Is1AndWritesNothing(int bad, string reason)
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], Bad[bad].File);

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--eraser", "e.onnx", "--output", "out.png");

        Assert.True(run.Code == 1, run.ToString());
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    // The loader itself tells which libraries a process opens.
    [Theory]
    [InlineData(false, "--help")]
    [InlineData(false, "engines", "--eraser", "e.onnx")]
    [InlineData(false, "remove", "photo.png", "--mask", "mask.png", "--output", "out.png")]
    [InlineData(true, "remove", "photo.png", "--mask", "mask.png", "--eraser", "e.onnx", "--output", "out.png")]
    public void Command_OnnxRuntime_IsLoadedOnlyToErase(bool isLoaded, params string[] command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there the loader talks.");
        using CliFolder folder = WithEraser();

        CliRun run = folder.RunUnder([("LD_DEBUG", "files")], command);

        Assert.Equal(0, run.Code);
        Assert.Contains("libcoreclr", run.Error, StringComparison.Ordinal);
        Assert.Equal(isLoaded, run.Error.Contains("libonnxruntime", StringComparison.Ordinal));
    }

    private static CliFolder WithEraser()
    {
        var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], TestErasers.LamaJoined());
        return folder;
    }
}
