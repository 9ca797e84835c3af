using System.Text.Json.Nodes;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Schemas;

/// <summary>What the process really prints fits the published schema of its kind: every kind, as many shapes of it as there are.</summary>
public sealed class RecordOutputTests
{
    private static readonly string[] Job = ["remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--json"];

    /// <summary>The arguments that make the program print a record of a kind, several lists for records of several shapes.</summary>
    private static readonly (string Kind, string[] Args)[] Commands =
    [
        ("check", ["check", "photo.png", "--mask", "mask.png", "--exclude", "rect:1,1,2,2", "--json"]),
        ("check", ["check", "gone.png", "--mask", "rect:1,2", "--decode", "--json"]),
        ("config", ["config", "list", "--json"]),
        ("configPath", ["config", "path", "--json"]),
        ("doctor", ["doctor", "--json"]),
        ("engines", ["engines", "--json"]),
        ("error", ["remove", "photo.png", "--json"]),
        ("error", ["remove", "--wat", "--json"]),
        ("mask", ["mask", "photo.png", "--mask", "mask.png", "--json"]),
        ("modelCatalog", ["models", "list", "--known", "--json"]),
        ("modelLint", ["models", "lint", "photo.png", "--json"]),
        ("models", ["models", "list", "--json"]),
        ("plan", [.. Job, "--dry-run", "--trace", "trace"]),
        ("refinement", ["refine", "photo.png", "--mask", "mask.png", "--explain", "--json"]),
        ("refinement", ["extend", "photo.png", "--left", "9", "--explain", "--json"]),
        ("result", Job),
        ("result", ["fill", "photo.png", "--mask", "rect:8,8,20,20", "--engine", "smooth", "--refine", "--output", "out.png", "--json"]),
        ("result", [.. Job, "--count", "2", "--trace", "trace", "--guide", "1,2 3,4", "--exclude", "rect:0,0,4,4"]),
        ("result", ["fill", "photo.png", "--mask", "rect:8,8,20,20", "--engine", "smooth", "--attempts", "2", "--heat-map", "heat.png", "--output", "out.png", "--json"]),
        ("result", ["extend", "photo.png", "--left", "4", "--output", "out.jpg", "--json"]),
        ("result", ["fill", "photo.png", "--mask", "mask.png", "--output", "out.webp", "--json"]),
    ];

    /// <summary>Kinds whose records need more than one command; the tests below, TalkTests, BatchPairTests, EvalCommandTests, CompareCommandTests, CalibrateCommandTests, RefineCommandTests, ModelsCommandTests, ProposalCommandTests, ShadowEvalTests, ReflectionEvalTests, ProductEvalTests and SessionCommandTests hold them.</summary>
    private static readonly string[] Elsewhere = ["batchItem", "batchSummary", "calibration", "eval", "evalCompare", "evalMasks", "evalProducts", "evalReflections", "evalShadows", "model", "modelExport", "modelRemove", "modelVerify", "progress", "refinementPlan", "replay", "session", "trace"];

    public static TheoryData<string, string[]> Cases => [.. Commands];

    [Theory, MemberData(nameof(Cases))]
    public void Record_PrintedByTheProcess_FitsItsSchema(string kind, string[] args)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run(args);

        JsonObject record = RecordAssert.Fits(kind, Assert.Single(run.Out.TrimEnd().Split('\n')));
        Assert.Equal(run.Code, (int?)record["exitCode"] ?? ((bool?)record["canRun"] == false ? 1 : 0));
    }

    [Fact]
    public void Trace_WrittenAndReplayed_BothFitTheirSchemas()
    {
        using var folder = new CliFolder();
        folder.Run([.. Job, "--trace", "trace", "--guide", "1,2 3,4 5,6", "--grow", "2%"]);
        folder.Run("extend", "photo.png", "--ratio", "2:1", "--output", "wide.png", "--trace", "wide");

        RecordAssert.Fits("trace", File.ReadAllText(folder["trace/trace.json"]));
        RecordAssert.Fits("trace", File.ReadAllText(folder["wide/trace.json"]));
        RecordAssert.Fits("replay", folder.Run("replay", "trace", "--json").Out);
        RecordAssert.Fits("replay", folder.Run("replay", "wide", "--output", "again.png", "--json").Out);
    }

    [Fact]
    public void Records_EveryKind_IsHeldByAProcess() =>
        Assert.Equal(RecordSchemas.Kinds, Commands.Select(c => c.Kind).Concat(Elsewhere).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("""{"record":"engines"}""")]
    [InlineData("""{"record":"engines","engines":[],"more":1}""")]
    [InlineData("""{"record":"engines","engines":[{"name":1}]}""")]
    [InlineData("""{"record":"engine","engines":[]}""")]
    [InlineData("""{"engines":[],"record":"engines"}""")]
    public void Fits_RecordThatDoesNot_IsFound(string json) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => RecordAssert.Fits("engines", json));
}
