using System.Text.Json.Nodes;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Settings;

public sealed class ConfigCommandTests
{
    [Fact]
    public void List_EveryPlace_ShowsValuesWithTheirOrigins()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], """{"engine":"smooth","seed":3,"remove":{"grow":"4%","threads":2}}""");
        folder.SaveUserSettings("""{"engine":"patch","max-memory":700,"fill":{"seed":4},"extend":{"threads":1}}""");

        CliRun run = folder.RunUnder([("INFILL_THREADS", "5"), ("INFILL_QUIET", "0")], "config", "list", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            [
                "engine smooth folder",
                "remove.grow 4% folder",
                "max-memory 700 user",
                "quiet false environment",
                "seed 3 folder",
                "threads 5 environment",
            ],
            Rows(RecordAssert.Fits("config", run.Out)));
    }

    // A section of the stronger file counts for its command, a section of the weaker one does not reach through.
    [Fact]
    public void List_SectionUnderACommonValue_IsShownOnlyWhereItHolds()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], """{"seed":3,"remove":{"seed":5}}""");
        folder.SaveUserSettings("""{"fill":{"seed":4},"extend":{"quality":77}}""");

        string[] rows = Rows(RecordAssert.Fits("config", folder.Run("config", "list", "--json").Out));

        Assert.Equal(["extend.quality 77 user", "seed 3 folder", "remove.seed 5 folder"], rows);
    }

    [Fact]
    public void List_AsText_HasARowPerSettingAndWarnsOfTypingErrors()
    {
        using var folder = new CliFolder();

        CliRun run = folder.RunUnder([("INFILL_SEDE", "1"), ("INFILL_SEED", "x")], "config", "list");

        string[] lines = run.Out.TrimEnd().Split('\n');
        Assert.Equal(0, run.Code);
        Assert.Matches(@"^setting +value +origin\r?$", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("grow ", StringComparison.Ordinal) && line.Contains("3% for remove, else 0", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("seed ", StringComparison.Ordinal) && line.TrimEnd().EndsWith(" INFILL_SEED", StringComparison.Ordinal));
        Assert.Contains("Warning: --seed is 'x'; it must be a whole number", run.Error, StringComparison.Ordinal);
        Assert.Contains("Warning: INFILL_SEDE sets nothing (did you mean 'INFILL_SEED'?).", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void List_BrokenFile_Is2AndWithoutSettingsAllDefaults()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], "{");

        Assert.Equal(2, folder.Run("config", "list").Code);
        JsonObject record = RecordAssert.Fits("config", folder.RunUnder([("INFILL_SEED", "5")], "config", "list", "--no-settings", "--json").Out);
        Assert.Empty(Rows(record));
        Assert.Empty(record["files"]!.AsArray());
    }

    [Fact]
    public void Path_BrokenFile_StillSaysWhereItIs()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["infill.json"], "{");

        CliRun run = folder.Run("config", "path");
        JsonObject record = RecordAssert.Fits("configPath", folder.Run("config", "path", "--json").Out);

        string user = Path.Combine(folder.UserFolder, "infill", "infill.json");
        Assert.Equal(0, run.Code);
        Assert.EndsWith("infill.json", run.Out.Split('\n')[0].TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(user, run.Out.Split('\n')[1].TrimEnd());
        Assert.Equal(["folder True", "user False"], record["files"]!.AsArray().Select(f => $"{f!["origin"]} {(bool)f["exists"]!}"));
    }

    [Fact]
    public void Path_InTheUsersOwnFolder_NamesTheFileOnceAndTrustsIt()
    {
        using var folder = new CliFolder();
        folder.SaveUserSettings("""{"max-memory":700}""");
        string own = Path.Combine(folder.UserFolder, "infill");

        CliRun path = folder.RunIn(own, "config", "path");
        CliRun list = folder.RunIn(own, "config", "list");

        Assert.Single(path.Out.TrimEnd().Split('\n'));
        Assert.Equal(0, list.Code);
    }

    private static string[] Rows(JsonObject record) =>
    [
        .. record["settings"]!.AsArray()
            .Where(s => (string)s!["origin"]! != "default")
            .Select(s => $"{(s!["command"] is JsonNode command ? $"{command}." : "")}{s["name"]} {s["value"]} {s["origin"]}"),
    ];
}
