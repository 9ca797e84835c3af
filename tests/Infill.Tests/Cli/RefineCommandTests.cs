using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Quality.Refining;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Quality;

namespace Infill.Tests.Cli;

/// <summary>Refinement through the process. The smooth engine in rich texture is what the gate doubts, the patch engine what helps.</summary>
public sealed class RefineCommandTests
{
    private const string Mask = "ellipse:150,140,36,36";

    private const string Helps = """
        {
          "passes": [
            { "name": "useless", "fill": { "seedOffset": 1 } },
            { "name": "copies", "fill": { "engine": "patch", "contextScale": 1.5 } },
            { "name": "worst", "place": { "region": "worst", "growPx": 4, "featherPx": 2 }, "needs": ["useless"] }
          ]
        }
        """;

    [Fact]
    public void Fill_Plan_IsRunAfterTheFillAndTold()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Fill("--plan", "plan.json", "--json"));

        Assert.True(run.Code == 0, run.Error);
        JsonNode verdict = RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]!;
        JsonArray passes = verdict["refinement"]!["passes"]!.AsArray();
        Assert.Equal((false, true), ((bool)passes[0]!["isKept"]!, (bool)passes[1]!["isKept"]!));
        Assert.True((bool)verdict["refinement"]!["fillFirst"]!);
        Assert.True((double)passes[1]!["probabilityAfter"]! < (double)passes[1]!["probabilityBefore"]!);
        Assert.Equal((double)passes[1]!["probabilityAfter"]!, (double)verdict["probability"]!);
        Assert.Contains("Refinement ended: ", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"after \d pass(es)? \(1 kept\)", run.Error);
        AssertOnlyTheHoleChanged(folder, "scene.png", "out.png");
    }

    [Fact]
    public void Fill_RefineWithoutAPlan_TakesTheWorkflowsOwn()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(Fill("--refine", "--json", "--verbose"));

        Assert.True(run.Code == 0, run.Error);
        JsonArray passes = RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]!["refinement"]!["passes"]!.AsArray();
        Assert.Equal(DefaultRefinement.For("fill").Passes[0].Name, (string?)passes[0]!["name"]);
        Assert.Matches(@"(?m)^Pass edge: border", run.Error);
    }

    [Fact]
    public void Refine_FilledPicture_IsMadeBetterWithinItsMask()
    {
        using CliFolder folder = Scene();
        Assert.Equal(0, folder.Run(Fill()).Code);

        CliRun run = folder.Run("refine", "out.png", "--mask", Mask, "--grow", "0", "--plan", "plan.json", "--engine", "smooth", "--output", "better.png", "--json");

        Assert.True(run.Code == 0, run.Error);
        JsonNode output = RecordAssert.Fits("result", run.Out)["outputs"]![0]!;
        Assert.False((bool)output["verdict"]!["refinement"]!["fillFirst"]!);
        Assert.Equal(0, (long)output["proof"]!["changedPixels"]!);
        Assert.Contains("Refined 1 region", run.Error, StringComparison.Ordinal);
        AssertOnlyTheHoleChanged(folder, "scene.png", "better.png");
        Assert.NotEqual(folder.Load("out.png").ComputeHash(), folder.Load("better.png").ComputeHash());
    }

    [Fact]
    public void Refine_PictureThatTheGateAccepts_IsCopied()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run("refine", "scene.png", "--mask", Mask, "--output", "same.png");

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("The gate is satisfied.", run.Error, StringComparison.Ordinal);
        Assert.Equal(folder.Load("scene.png").ComputeHash(), folder.Load("same.png").ComputeHash());
    }

    [Fact]
    public void Refine_PlanThatFillsFirst_NeedsNoFilledPicture()
    {
        using CliFolder folder = Scene();
        File.WriteAllText(folder["first.json"], """{ "fillFirst": true, "runAll": true, "passes": [{ "name": "once-more" }] }""");

        CliRun run = folder.Run("refine", "scene.png", "--mask", Mask, "--grow", "0", "--engine", "smooth", "--plan", "first.json", "--output", "out.png", "--json");

        Assert.True(run.Code == 0, run.Error);
        Assert.True((bool)RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]!["refinement"]!["fillFirst"]!);
        Assert.NotEqual(folder.Load("scene.png").ComputeHash(), folder.Load("out.png").ComputeHash());
    }

    [Fact]
    public void Explain_WithoutOutput_TellsThePassesAndRunsNothing()
    {
        using CliFolder folder = Scene();
        string[] before = folder.Names();

        CliRun run = folder.Run("remove", "scene.png", "--mask", Mask, "--explain", "--plan", "plan.json", "--engine", "smooth");

        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] lines = run.Out.TrimEnd().Split('\n');
        Assert.Matches(@"^scene\.png: fill with smooth \(about .*\), then up to 3 passes; about .* if every pass is run\.", lines[0]);
        Assert.Matches(@"^  2\. copies: the whole hole; patch, seed 1, context \d+ px; [\d,]+ px, about ", lines[2]);
        Assert.Matches(@"^  3\. worst: where the gate's surest finding is; .*; at most [\d,]+ px, .*; only if useless was kept", lines[3]);
        Assert.Contains("Ends when the gate is satisfied", lines[4], StringComparison.Ordinal);
        Assert.Equal(before, folder.Names());
    }

    [Theory]
    [InlineData("remove", "--mask", Mask)]
    [InlineData("fill", "--mask", Mask)]
    [InlineData("refine", "--mask", Mask)]
    [InlineData("extend", "--left", "30")]
    public void Explain_Json_HoldsAPlanThatCanBeGivenBack(string command, params string[] where)
    {
        using CliFolder folder = Scene();
        JsonObject record = RecordAssert.Fits("refinement", folder.Run([command, "scene.png", .. where, "--explain", "--json"]).Out);
        string plan = record["plan"]!.ToJsonString();
        File.WriteAllText(folder["own.json"], plan);

        RecordAssert.IsPlan(plan);
        RecordAssert.IsPlan(Helps);
        JsonObject again = RecordAssert.Fits("refinement", folder.Run([command, "scene.png", .. where, "--explain", "--plan", "own.json", "--json"]).Out);

        Assert.Equal(plan, again["plan"]!.ToJsonString());
        Assert.True((double)record["seconds"]! > 0);
        Assert.Equal(record["plan"]!["passes"]!.AsArray().Count, record["passes"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"passes":[{"name":"a","after":["b"]},{"name":"b","after":["a"]}]}""", "loop: a → b → a")]
    [InlineData("""{"passes":[{"name":"a","needs":["c"]}]}""", "'c', but no pass is called so")]
    [InlineData("""{"passes":[{"name":"a","sharpen":true}]}""", "sharpen")]
    [InlineData("""{"passes":[]}""", "0 passes")]
    [InlineData("""{"passes":[{"name":"a","fill":{"strength":2}}]}""", "strength is 2")]
    [InlineData("not json", "no refinement plan")]
    public void Plan_ThatCannotBeRun_IsRefusedBeforeAnythingIsWritten(string plan, string part)
    {
        using CliFolder folder = Scene();
        File.WriteAllText(folder["bad.json"], plan);

        CliRun run = folder.Run(Fill("--plan", "bad.json"));

        Assert.Equal(2, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Contains("Try: infill schema refinementPlan", run.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
        Assert.Equal(2, folder.Run("check", "scene.png", "--mask", Mask, "--plan", "bad.json").Code);
    }

    [Theory]
    [InlineData(2, "no file 'gone.json'", "--plan", "gone.json")]
    [InlineData(2, "--no-gate", "--refine", "--no-gate")]
    [InlineData(6, "wants the engine 'magic'", "--plan", "magic.json")]
    public void Refining_ThatCannotBe_SaysWhy(int code, string part, params string[] options)
    {
        using CliFolder folder = Scene();
        File.WriteAllText(folder["magic.json"], """{"passes":[{"name":"a","fill":{"engine":"magic"}}]}""");

        CliRun run = folder.Run(Fill(options));

        Assert.Equal(code, run.Code);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void Fill_AttemptsAndTimeBudget_BoundThePasses()
    {
        using CliFolder folder = Scene();

        JsonNode two = Refinement(folder.Run(Fill("--plan", "plan.json", "--attempts", "2", "--json")));
        JsonNode none = Refinement(folder.Run(Fill("--plan", "plan.json", "--time-budget", "0.000001", "--json", "--overwrite")));

        Assert.Equal((1, "The budget of 2 rounds is spent."), (two["passes"]!.AsArray().Count, (string?)two["stopped"]));
        Assert.Equal((0, "The time budget of 1E-06 s is spent."), (none["passes"]!.AsArray().Count, (string?)none["stopped"]));
    }

    [Fact]
    public void Trace_OfARefinedFill_CanBeReplayed()
    {
        using CliFolder folder = Scene();
        Assert.Equal(0, folder.Run(Fill("--plan", "plan.json", "--trace", "trace")).Code);
        Assert.Equal(0, folder.Run("refine", "out.png", "--mask", Mask, "--output", "r.png", "--plan", "plan.json", "--trace", "refined").Code);

        CliRun run = folder.Run("replay", "trace", "--output", "again.png");

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(File.ReadAllBytes(folder["out.png"]), File.ReadAllBytes(folder["again.png"]));
        RecordAssert.Fits("trace", File.ReadAllText(folder["trace/trace.json"]));
        Assert.Equal(0, folder.Run("replay", "refined").Code);
    }

    [Theory]
    [InlineData("\"growPx\": 0", "\"growPx\": 2000000000", "growPx is 2000000000")]
    [InlineData("\"region\": \"whole\"", "\"region\": \"moon\"", "region is 'moon'")]
    [InlineData("\"engine\": \"patch\"", "\"engine\": \"magic\"", "magic")]
    public void Replay_TraceThatWasChanged_IsRefused(string find, string put, string part)
    {
        using CliFolder folder = Scene();
        Assert.Equal(0, folder.Run(Fill("--plan", "plan.json", "--trace", "trace")).Code);
        string trace = File.ReadAllText(folder["trace/trace.json"]);
        int at = trace.IndexOf(find, trace.IndexOf("\"copies\"", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(folder["trace/trace.json"], trace[..at] + put + trace[(at + find.Length)..]);

        CliRun run = folder.Run("replay", "trace");

        Assert.InRange(run.Code, 1, 6);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("A bug in Infill", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_LineWithAPlan_FindsItBesideTheManifest()
    {
        using CliFolder folder = Scene();
        Directory.CreateDirectory(folder["jobs"]);
        File.Copy(folder["scene.png"], folder["jobs/scene.png"]);
        File.Copy(folder["plan.json"], folder["jobs/own.json"]);
        File.WriteAllText(
            folder["jobs/jobs.jsonl"],
            $$"""{"image": "scene.png", "mask": "{{Mask}}", "workflow": "fill", "options": {"engine": "smooth", "plan": "own.json"} }""" + "\n");

        CliRun run = folder.Run("batch", "--manifest", "jobs/jobs.jsonl", "--output-dir", "out");
        CliRun plain = folder.Run(Fill());

        Assert.True(run.Code == 0, run.Error);
        Assert.NotEqual(folder.Load("out.png").ComputeHash(), folder.Load("out/scene.png").ComputeHash());
        Assert.Equal(0, plain.Code);
    }

    [Fact]
    public void Session_Refine_IsAStepLikeOthers()
    {
        using CliFolder folder = Scene();
        Assert.Equal(0, folder.Run("session", "new", "edit", "scene.png").Code);
        Assert.Equal(0, folder.Run("session", "apply", "edit", "--", "fill", "--mask", Mask, "--engine", "smooth").Code);

        CliRun run = folder.Run("session", "apply", "edit", "--", "refine", "--mask", Mask, "--plan", "plan.json");

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("refine", folder.Run("session", "list", "edit").Out, StringComparison.Ordinal);
    }

    private static JsonNode Refinement(CliRun run) => RecordAssert.Fits("result", run.Out)["outputs"]![0]!["verdict"]!["refinement"]!;

    private static void AssertOnlyTheHoleChanged(CliFolder folder, string before, string after)
    {
        (Image source, Image result) = (folder.Load(before), folder.Load(after));
        Mask hole = Infill.Masks.MaskShapes.Ellipse(source.Size, new(150, 140), 36, 36);
        Assert.Equal(0, KeepCheck.Compare(source, result, hole).ChangedPixels);
        Assert.NotEqual(source.ComputeHash(), result.ComputeHash());
    }

    private static string[] Fill(params string[] more) => ["fill", "scene.png", "--mask", Mask, "--engine", "smooth", "--output", "out.png", .. more];

    private static CliFolder Scene()
    {
        var folder = new CliFolder();
        ImageFile.Save(QualityScenes.Photo(), folder["scene.png"], new SaveOptions());
        File.WriteAllText(folder["plan.json"], Helps);
        return folder;
    }
}
