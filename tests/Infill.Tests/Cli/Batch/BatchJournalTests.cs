using System.Text.Json;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>What a batch remembers, and what it refuses to touch.</summary>
public sealed class BatchJournalTests
{
    [Fact]
    public void Batch_StartedAgain_SkipsWhatIsDoneAndTriesWhatFailed()
    {
        using var tree = new BatchTree("a.png", "b.png");
        File.Delete(tree["masks/b.png"]);
        Assert.Equal(3, tree.Batch().Code);
        DateTime written = File.GetLastWriteTimeUtc(tree["out/a.png"]);
        tree.AddMask("b.png");

        CliRun run = tree.Batch("--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(["skipped", "done"], BatchTree.Statuses(run).Values);
        Assert.Equal(written, File.GetLastWriteTimeUtc(tree["out/a.png"]));
    }

    [Fact]
    public void Batch_OutputDeletedOrInputChanged_IsMadeAgain()
    {
        using var tree = new BatchTree("a.png", "b.png", "c.png");
        Assert.Equal(0, tree.Batch().Code);
        SortedDictionary<string, string> before = tree.Files();
        File.Delete(tree["out/a.png"]);
        tree.AddMask("b.png", x: 26);

        CliRun run = tree.Batch("--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(["done", "done", "skipped"], BatchTree.Statuses(run).Values);
        Assert.Equal(before["a.png"], tree.Files()["a.png"]);
        Assert.NotEqual(before["b.png"], tree.Files()["b.png"]);
    }

    [Fact]
    public void Batch_FilesOfOthers_AreReplacedOnlyWithOverwrite()
    {
        using var tree = new BatchTree("mine.png", "retouched.png");
        Directory.CreateDirectory(tree["out"]);
        File.WriteAllText(tree["out/mine.png"], "mine");
        Assert.Equal(3, tree.Batch().Code);
        File.AppendAllText(tree["out/retouched.png"], "by hand");

        CliRun refused = tree.Batch("--json");
        CliRun allowed = tree.Batch("--overwrite", "--json");

        Assert.Equal(1, refused.Code);
        Assert.Contains("mine.png' exists and is not of this batch", refused.Error, StringComparison.Ordinal);
        Assert.Contains("retouched.png' is no longer what this batch wrote", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, allowed.Code);
        Assert.Equal(["done", "done"], BatchTree.Statuses(allowed).Values);
    }

    [Fact]
    public void Batch_Fresh_MakesItsOwnOutputsAgainAndNoOthers()
    {
        using var tree = new BatchTree("a.png", "b.png");
        Assert.Equal(0, tree.Batch().Code);
        File.WriteAllText(tree["out/b.png"], "mine now");

        CliRun run = tree.Batch("--fresh", "--seed", "2", "--json");

        Assert.Equal(3, run.Code);
        Assert.Equal(["done", "failed"], BatchTree.Statuses(run).Values);
        Assert.Equal("mine now", File.ReadAllText(tree["out/b.png"]));
        Assert.Equal(["skipped", "failed"], BatchTree.Statuses(tree.Batch("--seed", "2", "--json")).Values);
    }

    [Fact]
    public void Batch_BegunButNotDone_IsReplaced()
    {
        using var tree = new BatchTree("a.png");
        Assert.Equal(0, tree.Batch().Code);
        string expected = tree.Files()["a.png"];

        // As after a kill between the rename and the journal's line.
        File.WriteAllLines(tree["out/.infill-batch.jsonl"], tree.Journal.SkipLast(1));
        File.WriteAllText(tree["out/a.png"], "renamed, not journaled");

        Assert.Equal(0, tree.Batch().Code);
        Assert.Equal(expected, tree.Files()["a.png"]);
    }

    [Fact]
    public void Batch_TornLastLine_IsTolerated()
    {
        using var tree = new BatchTree("a.png", "b.png");
        Assert.Equal(0, tree.Batch("--jobs", "1").Code);
        string text = File.ReadAllText(tree["out/.infill-batch.jsonl"]);
        File.WriteAllText(tree["out/.infill-batch.jsonl"], text[..^20]);

        CliRun run = tree.Batch("--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(["skipped", "done"], BatchTree.Statuses(run).Values);
        Assert.All(tree.Journal, line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Batch_DamagedJournal_IsRefusedByLineAndNothingIsLost(int line)
    {
        using var tree = new BatchTree("a.png");
        Assert.Equal(0, tree.Batch().Code);
        SortedDictionary<string, string> before = tree.Files();
        string[] lines = tree.Journal;
        lines[line] = lines[line][..^9] + "rubbish}";
        File.WriteAllLines(tree["out/.infill-batch.jsonl"], lines);

        CliRun run = tree.Batch();
        CliRun fresh = tree.Batch("--fresh", "--overwrite");

        Assert.Equal(1, run.Code);
        Assert.Contains($"damaged at line {line + 1}", run.FirstError, StringComparison.Ordinal);
        Assert.Contains("--fresh", run.LastError, StringComparison.Ordinal);
        Assert.Equal(0, fresh.Code);
        Assert.Equal(before, tree.Files());
    }

    [Fact]
    public void Batch_OtherOptionsPicturesOrMasks_AreRefused()
    {
        using var tree = new BatchTree("a.png");
        tree.AddPhoto("sub/a.png");
        Assert.Equal(0, BatchTree.Infill("batch", tree["photos/a.png"], "--masks", tree["masks"], "--output-dir", tree["out"]).Code);
        string journal = File.ReadAllText(tree["out/.infill-batch.jsonl"]);

        CliRun options = tree.Batch("--seed", "4");
        CliRun picture = BatchTree.Infill("batch", tree["photos/sub/a.png"], "--masks", tree["masks"], "--output-dir", tree["out"]);

        Assert.Equal((2, 2), (options.Code, picture.Code));
        Assert.Contains("begun with “remove”, now it is “remove --seed=4”", options.FirstError, StringComparison.Ordinal);
        Assert.Contains("was made from another picture", picture.FirstError, StringComparison.Ordinal);
        Assert.Equal(journal, File.ReadAllText(tree["out/.infill-batch.jsonl"]));
    }

    [Fact]
    public void Batch_OtherThreadsJobsAndLimits_AreTheSameBatch()
    {
        using var tree = new BatchTree("a.png");
        Assert.Equal(0, tree.Batch().Code);

        CliRun run = tree.Batch("--threads", "2", "--jobs", "3", "--max-megapixels", "9", "--max-memory", "99", "--lenient", "--json");

        Assert.Equal(["skipped"], BatchTree.Statuses(run).Values);
    }

    [Fact]
    public void Batch_WholeTreeMoved_IsStillTheSameBatch()
    {
        using var tree = new BatchTree("x/a.png");
        Assert.Equal(0, tree.Batch().Code);
        Directory.CreateDirectory(tree["moved"]);
        foreach (string name in new[] { "photos", "masks", "out" })
        {
            Directory.Move(tree[name], tree["moved/" + name]);
        }

        CliRun run = BatchTree.Infill("batch", tree["moved/photos"], "--masks", tree["moved/masks"], "--output-dir", tree["moved/out"], "--json");

        Assert.Equal(["skipped"], BatchTree.Statuses(run).Values);
    }

    [Fact]
    public void Batch_SecondAtOnce_IsRefusedUntilTheFirstEnds()
    {
        using var tree = new BatchTree("a.png");
        Directory.CreateDirectory(tree["out"]);
        using (var first = new FileStream(tree["out/.infill-batch.jsonl"], FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            CliRun second = tree.Batch();

            Assert.Equal(1, second.Code);
            Assert.Contains("Another batch is writing", second.FirstError, StringComparison.Ordinal);
        }

        Assert.Equal(0, tree.Batch().Code);
    }

    [Fact]
    public void Batch_TemporariesOfDeadProcesses_AreRemovedAndOthersStay()
    {
        using var tree = new BatchTree("a.png", "sub/b.png");
        Directory.CreateDirectory(tree["out/sub"]);
        string earlier = $"out/.infill-{Environment.ProcessId}-0a.tmp";
        File.WriteAllText(tree[earlier], "");
        File.WriteAllText(tree["out/.infill-999999999-0a1b.tmp"], "");
        File.WriteAllText(tree["out/sub/.infill-999999998-0a1b.tmp"], "");
        File.WriteAllText(tree["out/.infill-1-0a1b.tmp"], "");
        File.WriteAllText(tree["out/.infill-notes.tmp"], "");
        File.SetLastWriteTimeUtc(tree["out/.infill-1-0a1b.tmp"], new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(0, tree.Batch().Code);

        Assert.False(File.Exists(tree[earlier]));
        Assert.False(File.Exists(tree["out/.infill-999999999-0a1b.tmp"]));
        Assert.False(File.Exists(tree["out/sub/.infill-999999998-0a1b.tmp"]));
        Assert.True(File.Exists(tree["out/.infill-1-0a1b.tmp"]), "Process 1 lives, and began before the file.");
        Assert.True(File.Exists(tree["out/.infill-notes.tmp"]));
    }
}
