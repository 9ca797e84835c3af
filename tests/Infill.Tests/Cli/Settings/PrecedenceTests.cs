using System.Text.Json.Nodes;
using Infill.Cli.Commands;
using Infill.Cli.Settings;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;

namespace Infill.Tests.Cli.Settings;

/// <summary>Every setting from every place, through the process: the strongest place that sets it wins over all weaker ones.</summary>
public sealed class PrecedenceTests(SettingLayers layers) : IClassFixture<SettingLayers>
{
    private static readonly LayeredSetting[] Settings =
    [
        InJob("attempts", "1", "2", "gate.attempts", ""),
        InJob("blend", "feather", "poisson", "fill.blend", "auto"),
        InJob("context", "30", "31", "fill.contextPx", ""),
        InModel("device", "cpu", "cuda", "model.device"),
        InJob("drop-specks", "1", "2", "mask.dropSpecksPx", ""),
        InJob("engine", "smooth", "patch", "fill.engine", "patch"),
        InJob("eraser", "/x/a.onnx", "/x/b.onnx", "fill.eraser", "") with { IsUserOnly = true },
        InBatch("fail-fast", "true", "false", records => Word(records.Last()!["stopped"]?.ToString() == "failFast"), "false"),
        InJob("feather", "1", "2", "mask.featherPx", ""),
        InJob("fill-holes", "5", "6", "mask.fillHolesPx", ""),
        InJob("gate-models", "never", "always", "gate.models", ""),
        new("grow", "2%", "1%", run => run.Job!["mask"]!["grow"] is JsonNode grow ? $"{grow["value"]}%" : "") { Default = "" },
        new("json", "true", "false", run => Word(run.Process.Out.StartsWith("{\"record\":\"result\"", StringComparison.Ordinal))) { Default = "false", IsAlone = true },
        InBatch("jobs", "1", "2", records => records.Last()!["jobs"]!.ToString(), $"{Environment.ProcessorCount}") with { IsUserOnly = true },
        InModel("keep-sessions", "true", "false", "model.keepsSessions"),
        InJob("lenient", "true", "false", "source.lenient", "false") with { IsUserOnly = true },
        InJob("mask-polarity", "black", "white", "source.polarity", ""),
        InJob("max-megapixels", "11", "12", "source.maxMegapixels", "") with { IsUserOnly = true },
        InJob("max-memory", "601", "602", "source.maxMemoryMb", "") with { IsUserOnly = true },
        InModel("max-model-memory", "20001", "1", "model.maxMemoryMb"),
        InBatch("memory-budget", "300", "400", records => records.Last()!["memoryBudgetMb"]!.ToString(), $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 >> 20}") with { IsUserOnly = true },
        InModel("model", GoldenData.PathOf("models/sd15-inpaint"), "nowhere", "model.path"),
        InJob("no-color-match", "true", "false", "fill.noColorMatch", "false"),
        InJob("no-gate", "true", "false", "gate.isOff", "false"),
        InJob("no-grain", "true", "false", "fill.noGrain", "false"),
        InBatch("no-report", "true", "false", records => Word(records.Last()!["report"] is null), "false"),
        new("progress", "json", "none", run => run.Process.Error.Contains("{\"record\":\"progress\"", StringComparison.Ordinal) ? "json" : "none") { Default = "none", IsAlone = true },
        InJob("quality", "91", "92", "output.jpegQuality", ""),
        new("quiet", "true", "false", run => Word(run.Process.Error.Length == 0)) { Default = "false", IsAlone = true },
        InBatch("retry", "1", "2", records => $"{(int)records[0]!["attempts"]! - 1}", "0"),
        InJob("seed", "5", "6", "fill.seed", "1"),
        InJob("strip-metadata", "true", "false", "output.stripMetadata", "false"),
        InJob("threads", "1", "2", "fill.threads", "0"),
        InJob("time-budget", "30", "40", "gate.timeBudget", ""),
        new("verbose", "true", "false", run => Word(run.Process.Error.Contains("\nTimes: ", StringComparison.Ordinal))) { Default = "false", IsAlone = true },
    ];

    /// <summary>Settings that show only in another kind of run; the tests below and ProgressTests hold them.</summary>
    private static readonly string[] Elsewhere = ["canvas", "margin", "no-color", "strict"];

    public static TheoryData<string, string> Cases =>
        [.. from setting in Settings from origin in SettingLayers.Origins where origin != "folder" || !setting.IsUserOnly select (setting.Name, origin)];

    [Theory, MemberData(nameof(Cases))]
    public void Setting_FromEveryPlace_WinsOverWeakerOnes(string name, string origin)
    {
        LayeredSetting setting = Settings.Single(s => s.Name == name);

        LayeredRun run = layers.Run(setting.IsAlone ? [setting] : [.. Settings.Where(s => !s.IsAlone && s.Scene == setting.Scene)], origin);

        Assert.Equal((setting.Scene, origin) switch { (SettingScene.Batch, _) => 1, (SettingScene.Model, "default") => 6, _ => 0 }, run.Process.Code);
        Assert.Equal(origin == "default" ? setting.Default : setting.First, setting.Seen(run));
    }

    [Theory]
    [InlineData("flag", "--strict", "0", "false", "false", 4)]
    [InlineData("flag off", "--strict=false", "1", "true", "true", 0)]
    [InlineData("environment", null, "1", "false", "false", 4)]
    [InlineData("environment off", null, "False", "true", "true", 0)]
    [InlineData("folder", null, null, "true", "false", 4)]
    [InlineData("folder off", null, null, "false", "true", 0)]
    [InlineData("user", null, null, null, "true", 4)]
    [InlineData("nobody", null, null, null, null, 0)]
    public void Strict_FromEveryPlace_DecidesTheExitCode(string origin, string? flag, string? variable, string? here, string? user, int expected)
    {
        using var folder = new CliFolder();
        folder.SavePhoto("photo.png", 120, 100);
        File.WriteAllText(folder["infill.json"], here is null ? "{}" : $$"""{"strict":{{here}}}""");
        folder.SaveUserSettings(user is null ? "{}" : $$"""{"strict":{{user}}}""");
        string[] args = ["remove", "photo.png", "--mask", "rect:10,10,90,75", "--grow", "0", "--output", "out.png"];

        CliRun run = folder.RunUnder(variable is null ? [] : [("INFILL_STRICT", variable)], flag is null ? args : [.. args, flag]);

        Assert.True(expected == run.Code, $"{origin}: {run}");
    }

    [Theory]
    [InlineData("flag", "--canvas=12x10", "30x30", "31x31", "32x32", 12)]
    [InlineData("environment", null, "30x30", "31x31", "32x32", 30)]
    [InlineData("folder", null, null, "31x31", "32x32", 31)]
    [InlineData("user", null, null, null, "32x32", 32)]
    [InlineData("nobody", null, null, null, null, 48)]
    public void Canvas_FromEveryPlace_DecidesTheSize(string origin, string? flag, string? variable, string? here, string? user, int width) =>
        AssertWidth(origin, "canvas", width, (variable, Quoted(here), Quoted(user)), flag is null ? [] : [flag]);

    [Theory]
    [InlineData("flag", "--margin=0", "25", "10", "20", 8)]
    [InlineData("environment", null, "25", "10", "20", 16)]
    [InlineData("folder", null, null, "10", "20", 10)]
    [InlineData("user", null, null, null, "20", 14)]
    [InlineData("nobody", null, null, null, null, 10)]
    public void Margin_FromEveryPlace_DecidesTheRoom(string origin, string? flag, string? variable, string? here, string? user, int width) =>
        AssertWidth(origin, "margin", width, (variable, here, user), flag is null ? ["--canvas=square"] : ["--canvas=square", flag]);

    [Theory]
    [InlineData("""{"seed":7}""", """{"seed":8}""", null, "7")]
    [InlineData("""{"remove":{"seed":7},"seed":8}""", """{"seed":9}""", null, "7")]
    [InlineData("""{"seed":7}""", """{"remove":{"seed":8}}""", null, "7")]
    [InlineData("""{"fill":{"seed":7}}""", """{"remove":{"seed":8}}""", null, "8")]
    [InlineData("""{"remove":{"seed":7}}""", """{"seed":8}""", "9", "9")]
    [InlineData("""{"remove":{"seed":7}}""", """{"seed":8}""", "", "7")]
    [InlineData("""{"extend":{"seed":7}}""", "{}", null, "1")]
    public void Sections_BesideCommonSettings_CountWithinTheirFile(string here, string user, string? variable, string seed)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], here);
        folder.SaveUserSettings(user);

        CliRun run = folder.RunUnder(
            variable is null ? [] : [("INFILL_SEED", variable)], "remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--json");

        Assert.Equal(seed, JsonNode.Parse(run.Out)!["outputs"]![0]!["seed"]!.ToString());
    }

    [Fact]
    public void Settings_AllThereAre_AreHeldHere() => Assert.Equal(
        new SettingCatalog(CommandTree.Create(TextWriter.Null, TextWriter.Null)).All.Select(s => s.Name),
        Settings.Select(s => s.Name).Concat(Elsewhere).Order(StringComparer.Ordinal));

    // The mask's product is 8 pixels wide.
    private static void AssertWidth(string origin, string name, int width, (string? Variable, string? Here, string? User) set, string[] flags)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], set.Here is null ? "{}" : $$"""{"{{name}}":{{set.Here}}}""");
        folder.SaveUserSettings(set.User is null ? "{}" : $$"""{"{{name}}":{{set.User}}}""");
        string[] args = ["swap-background", "photo.png", "--mask", "mask.png", "--edges", "keep", "--output", "out.png", .. flags];

        CliRun run = folder.RunUnder(set.Variable is null ? [] : [($"INFILL_{name.ToUpperInvariant()}", set.Variable)], args);

        Assert.True(run.Code == 0, $"{origin}: {run}");
        Assert.Equal(width, folder.Load("out.png").Width);
    }

    private static string? Quoted(string? text) => text is null ? null : $"\"{text}\"";

    private static LayeredSetting InJob(string name, string first, string second, string path, string nobody) =>
        new(name, first, second, run => path.Split('.').Aggregate(run.Job, (node, member) => node?[member])?.ToString() ?? "") { Default = nobody };

    private static LayeredSetting InBatch(string name, string first, string second, Func<JsonArray, string> seen, string nobody) =>
        new(name, first, second, run => seen((JsonArray)run.Job!)) { Default = nobody, Scene = SettingScene.Batch };

    private static LayeredSetting InModel(string name, string first, string second, string path) =>
        InJob(name, first, second, path, "") with { Scene = SettingScene.Model, IsUserOnly = true };

    private static string Word(bool isSo) => isSo ? "true" : "false";
}
