using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Quality;

namespace Infill.Tests.Cli;

/// <summary>The quality gate on the commands that fill. The smooth engine in rich texture is what it must doubt.</summary>
public sealed class GateCommandTests
{
    private const string Mask = "ellipse:150,140,36,36";

    [Fact]
    public void Fill_SmoothInTexture_IsDegradedAndSaysWhatAndWhere()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--json"));

        Assert.Equal(0, run.Code);
        Assert.Contains("degraded: ", run.Error, StringComparison.Ordinal);
        JsonNode output = RecordAssert.Fits("result", run.Out)["outputs"]![0]!;
        JsonNode verdict = output["verdict"]!;
        Assert.Equal("degraded", (string?)output["status"]);
        Assert.Equal("degraded", (string?)verdict["status"]);
        Assert.True((double)verdict["probability"]! >= (double)verdict["limit"]!);
        Assert.NotEmpty(verdict["reasons"]!.AsArray());
        Assert.Contains(verdict["findings"]!.AsArray(), f => (string?)f!["detector"] == "flatness" && (double)f["probability"]! > 0.5);
    }

    [Fact]
    public void Fill_Strict_Exits4AndStillWrites()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--strict"));

        Assert.Equal(4, run.Code);
        Assert.True(folder.Has("out.png"));
    }

    [Fact]
    public void Fill_NoGate_SaysNothingOfIt()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--no-gate", "--json"));

        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("degraded: ", run.Error, StringComparison.Ordinal);
        Assert.Null(RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]);
    }

    [Fact]
    public void Fill_GateOrNot_WritesTheSameBytes()
    {
        using CliFolder folder = Scene();
        Assert.Equal(0, folder.Run(Job("smooth")).Code);
        Assert.Equal(0, folder.Run(["fill", "scene.png", "--mask", Mask, "--engine", "smooth", "--output", "plain.png", "--no-gate"]).Code);

        Assert.Equal(File.ReadAllBytes(folder["plain.png"]), File.ReadAllBytes(folder["out.png"]));
    }

    [Fact]
    public void Fill_Verbose_TellsEveryDetector()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--verbose"));

        Assert.Matches(@"(?m)^Gate: degraded, doubt \d\.\d\d of \d\.\d\d; seam \d\.\d\d, .*, text \d\.\d\d$", run.Error);
    }

    [Fact]
    public void Fill_HeatMap_IsWrittenInThePicturesSize()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--heat-map", "heat.png"));

        Assert.True(run.Code == 0, run.Error);
        Image heat = folder.Load("heat.png");
        Assert.Equal(QualityScenes.Size, heat.Size);
        Assert.Contains(Enumerable.Range(120, 60), x => heat[x, 140, 0] > heat[x, 140, 2] + 60);
        Assert.Equal(heat[3, 3, 0], heat[3, 3, 2]);
    }

    [Theory]
    [InlineData("out.png", "a file of its own")]
    [InlineData("-", "a file of its own")]
    [InlineData("scene.png", "input")]
    [InlineData("heat.txt", "extension")]
    public void Fill_HeatMapInTheWay_IsRefusedBeforeTheRun(string path, string part)
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--heat-map", path));

        Assert.Equal(2, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void Fill_HeatMapOfSeveralInputs_IsRefused()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run("fill", "scene.png", "photo.png", "--mask", "rect:5,5,9,9", "--output-dir", "out", "--heat-map", "heat.png");

        Assert.Equal(2, run.Code);
        Assert.Contains("--heat-map", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_CountWithoutAttempts_WritesAndJudgesEach()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--count", "2", "--json", "--heat-map", "heat.png"));

        Assert.Equal(["heat-1.png", "heat-2.png", "out-1.png", "out-2.png"], folder.Names().Where(n => n.StartsWith("heat", StringComparison.Ordinal) || n.StartsWith("out", StringComparison.Ordinal)));
        Assert.All(RecordAssert.Fits("result", run.Out)["outputs"]!.AsArray(), output => Assert.NotNull(output!["verdict"]));
    }

    [Fact]
    public void Fill_Attempts_WritesOneFileAndTellsWhatItTried()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--count", "2", "--attempts", "3", "--json"));

        Assert.True(folder.Has("out.png"));
        JsonArray attempts = RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]!["attempts"]!.AsArray();
        Assert.InRange(attempts.Count, 3, 4);
        Assert.Single(attempts, a => (bool)a!["isKept"]!);
        Assert.Contains("after ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_AttemptsWithTrace_CanBeReplayed()
    {
        using CliFolder folder = Scene();
        Assert.Equal(0, folder.Run(Job("smooth", "--attempts", "4", "--trace", "trace")).Code);

        CliRun run = folder.Run("replay", "trace", "--output", "again.png");

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(File.ReadAllBytes(folder["out.png"]), File.ReadAllBytes(folder["again.png"]));
        JsonNode trace = JsonNode.Parse(File.ReadAllText(Path.Combine(folder["trace"], "trace.json")))!;
        Assert.InRange(trace["verdict"]!["attempts"]!.AsArray().Count, 2, 4);
        Assert.Equal((string?)trace["engine"], (string?)trace["command"]!["job"]!["fill"]!["engine"]);
    }

    [Fact]
    public void Fill_TimeBudgetThatIsSpent_StopsAfterTheFirst()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", "--attempts", "5", "--time-budget", "0.000001", "--json"));

        JsonNode verdict = RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]!;
        Assert.Empty(verdict["attempts"]!.AsArray());
    }

    [Theory]
    [InlineData("--attempts", "0")]
    [InlineData("--attempts", "101")]
    [InlineData("--time-budget", "0")]
    [InlineData("--time-budget", "soon")]
    public void Fill_BudgetOutOfRange_IsWrongUse(string option, string value)
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Job("smooth", option, value));

        Assert.Equal(2, run.Code);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_AttemptsInALine_ChooseOneOfItsCandidates()
    {
        using CliFolder folder = Scene();
        File.WriteAllText(folder["jobs.jsonl"], $$"""{"image": "scene.png", "mask": "{{Mask}}", "workflow": "fill", "options": {"engine": "smooth", "count": 2, "attempts": 2} }""" + "\n");

        CliRun run = folder.Run("batch", "--manifest", "jobs.jsonl", "--output-dir", "out");

        Assert.True(run.Code == 0, run.Error);
        Assert.True(File.Exists(Path.Combine(folder["out"], "scene.png")));
        Assert.False(File.Exists(Path.Combine(folder["out"], "scene-1.png")));
    }

    private static string[] Job(string engine, params string[] more) =>
        ["fill", "scene.png", "--mask", Mask, "--engine", engine, "--output", "out.png", .. more];

    private static CliFolder Scene()
    {
        var folder = new CliFolder();
        ImageFile.Save(QualityScenes.Photo(), folder["scene.png"], new SaveOptions());
        return folder;
    }
}
