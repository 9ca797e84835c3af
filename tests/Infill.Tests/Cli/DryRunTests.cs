using System.Text.Json.Nodes;
using Infill.Tests.Cli.Batch;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>A dry run says what the run then does, and writes nothing.</summary>
public sealed class DryRunTests
{
    [Theory]
    [InlineData("remove", "--mask", "mask.png", "--output", "out.png")]
    [InlineData("fill", "--mask", "rect:4,4,6,6 + rect:30,30,4,4", "--output", "new/out.webp", "--count", "2")]
    [InlineData("extend", "--ratio", "2:1", "--output", "wide.jpg")]
    [InlineData("remove", "--mask", "mask.png", "--output-dir", "made", "--trace", "trace")]
    public void DryRun_ThenTheRun_AgreeOnWhatIsDone(string command, params string[] args)
    {
        using var folder = new CliFolder();
        Directory.CreateDirectory(folder["new"]);
        string[] before = folder.Names();

        CliRun dry = folder.Run([command, "photo.png", .. args, "--dry-run", "--json"]);
        string[] after = folder.Names();
        CliRun run = folder.Run([command, "photo.png", .. args, "--json"]);

        Assert.Equal((0, 0), (dry.Code, run.Code));
        Assert.Equal(before, after);
        JsonObject plan = RecordAssert.Fits("plan", dry.Out.TrimEnd());
        JsonNode result = JsonNode.Parse(run.Out)!;
        Assert.Equal(Outputs(result), Outputs(plan));
        Assert.Equal(result["mask"]!.ToJsonString(), plan["mask"]!.ToJsonString());
        Assert.Equal(result["input"]!.ToJsonString(), plan["input"]!.ToJsonString());
        Assert.InRange((double)plan["seconds"]!, 0, 60);
    }

    [Fact]
    public void DryRun_Regions_AreThoseOfTheTrace()
    {
        using var folder = new CliFolder();
        string[] args = ["remove", "photo.png", "--mask", "rect:3,3,5,5 + rect:36,30,6,6", "--context", "4", "--engine", "smooth", "--output", "out.png"];

        JsonNode plan = JsonNode.Parse(folder.Run([.. args, "--dry-run", "--json"]).Out)!;
        folder.Run([.. args, "--trace", "trace"]);

        JsonNode trace = JsonNode.Parse(File.ReadAllText(folder["trace/trace.json"]))!;
        Assert.Equal(2, plan["regions"]!.AsArray().Count);
        Assert.Equal(
            trace["regions"]!.AsArray().Select(r => (long)r!["holePixels"]!),
            plan["regions"]!.AsArray().Select(r => (long)r!["pixels"]!));
    }

    [Fact]
    public void DryRun_ExistingOutput_IsRefusedAsByTheRunOrSaidToBeReplaced()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("out.png", 8, 8);
        string[] args = ["remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--dry-run"];

        CliRun refused = folder.Run(args);
        CliRun replaces = folder.Run([.. args, "--overwrite"]);

        Assert.Equal(2, refused.Code);
        Assert.Equal(0, replaces.Code);
        Assert.Contains("Would remove 1 region", replaces.Error, StringComparison.Ordinal);
        Assert.Contains("out.png (replaces the file there)", replaces.Error, StringComparison.Ordinal);
        Assert.Equal(8, folder.Load("out.png").Width);
    }

    [Theory]
    [InlineData("rect:0,0,100%,100%", 2, "covers the whole")]
    [InlineData("gone.png", 1, "There is no mask file")]
    public void DryRun_WhatWouldFail_FailsAlike(string mask, int code, string reason)
    {
        using var folder = new CliFolder();
        string[] args = ["fill", "photo.png", "--mask", mask, "--output", "out.png"];

        CliRun dry = folder.Run([.. args, "--dry-run"]);
        CliRun run = folder.Run(args);

        Assert.Equal(run.ToString(), dry.ToString());
        Assert.Equal(code, dry.Code);
        Assert.Contains(reason, dry.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DryRun_SeveralInputs_TellsEachAndCountsTheBad()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("photos/a.png", 30, 20);
        File.WriteAllText(folder["photos/b.png"], "no picture");

        CliRun run = folder.Run("remove", "photos", "--mask", "rect:5,5,4,4", "--output-dir", "out", "--dry-run");

        Assert.Equal(3, run.Code);
        Assert.Contains("Would remove 1 region", run.Error, StringComparison.Ordinal);
        Assert.Contains("photos/b.png", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void BatchDryRun_BeforeAndAfterTheRun_SaysWhatIsLeft()
    {
        using var tree = new BatchTree("a.png", "sub/b.png");
        tree.AddPhoto("c.png");

        CliRun before = tree.Batch("--dry-run", "--json");
        Assert.False(Directory.Exists(tree["out"]));
        CliRun run = tree.Batch();
        CliRun after = tree.Batch("--dry-run");
        CliRun fresh = tree.Batch("--dry-run", "--fresh");

        Assert.Equal((3, 3, 3, 3), (before.Code, run.Code, after.Code, fresh.Code));
        Assert.Equal(["error", "plan", "plan"], BatchTree.Records(before).Select(r => r.GetProperty("record").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains("Would make 2 and skip 0 that are finished", before.Error, StringComparison.Ordinal);
        Assert.Contains("c.png: There is no mask", before.Error.Replace("failed: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Would make 0 and skip 2 that are finished", after.Error, StringComparison.Ordinal);
        Assert.Contains("Would make 2 and skip 0 that are finished", fresh.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchDryRun_OverAnotherBatch_IsRefusedAndLeavesTheJournal()
    {
        using var tree = new BatchTree("a.png");
        tree.Batch();
        string[] journal = tree.Journal;

        CliRun other = tree.Batch("--dry-run", "--seed", "9");

        Assert.Equal(2, other.Code);
        Assert.Contains("holds another batch", other.Error, StringComparison.Ordinal);
        Assert.Equal(journal, tree.Journal);
    }

    [Fact]
    public void BatchDryRun_Watch_IsWrongUse()
    {
        using var tree = new BatchTree("a.png");

        CliRun run = BatchTree.Infill("batch", "--watch", tree["photos"], "--masks", tree["masks"], "--output-dir", tree["out"], "--dry-run");

        Assert.Equal(2, run.Code);
        Assert.Contains("instead of --watch", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<(string?, int)> Outputs(JsonNode record) =>
        [.. record["outputs"]!.AsArray().Select(o => ((string?)o!["path"], (int)o["seed"]!))];
}
