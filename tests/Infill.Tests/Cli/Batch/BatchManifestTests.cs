using System.Diagnostics;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>Jobs from a manifest.</summary>
public sealed class BatchManifestTests
{
    [Fact]
    public void Batch_Manifest_RunsEachLineWithItsOwnWorkflowAndOptions()
    {
        using var tree = new BatchTree("a.png", "sub/b.png");
        Write(
            tree,
            """{"image": "photos/a.png", "mask": "masks/a.png", "output": "x/first.webp", "options": {"seed": 3, "grow": "2px"}}""",
            """{"image": "photos/sub/b.png", "mask": "masks/sub/b.png + rect:1,1,3,3", "workflow": "fill"}""",
            """{"image": "photos/a.png", "workflow": "extend", "options": {"left": 4, "noGrain": true}, "output": "wide.png"}""",
            """{"image": "../jobs/photos/a.png", "mask": "rect:5,5,4,4"}""");

        CliRun run = Run(tree);

        Assert.Equal(0, run.Code);
        Assert.Equal(["a.png", "photos/sub/b.png", "wide.png", "x/first.webp"], tree.Files().Keys);
        Assert.Equal(new PixelSize(52, 40), tree.Folder.Load("out/wide.png").Size);
        Assert.Equal(0, BatchTree.Infill("remove", tree["jobs/photos/a.png"], "--mask", tree["jobs/masks/a.png"], "--seed", "3", "--grow", "2px", "--output", tree["alone.webp"]).Code);
        Assert.Equal(File.ReadAllBytes(tree["alone.webp"]), File.ReadAllBytes(tree["out/x/first.webp"]));
    }

    [Fact]
    public void Batch_ManifestWithBadLines_ReportsThemByLineAndRunsTheRest()
    {
        using var tree = new BatchTree("a.png");
        Write(
            tree,
            """{"image": "photos/a.png", "mask": "masks/a.png"}""",
            "",
            """{"image": "photos/a.png", "maks": "masks/a.png"}""",
            """{"image": "photos/a.png", "mask": "masks/a.png", "output": "b.png", "options": {"sed": 3}}""",
            """{"image": "photos/a.png", "mask": "masks/a.png", "output": "c.png", "options": {"seed": -3}}""",
            """{"image": "photos/none.png", "mask": "masks/a.png", "output": "d.png"}""",
            """{"image": "photos/a.png", "output": "e.png"}""",
            """{"image": "photos/a.png", "mask": "masks/none.png", "output": "f.png"}""",
            """{"image": "photos/a.png", "mask": "-", "output": "g.png"}""",
            """{"image": "photos/a.png", "mask": "masks/a.png", "output": "h.bmp"}""",
            "rubbish");

        CliRun run = Run(tree, "--json");

        Assert.Equal(3, run.Code);
        Assert.Equal(["photos/a.png"], tree.Files().Keys);
        string Reason(int line) => string.Join(' ', BatchTree.Records(run).SkipLast(1).Single(r => r.GetProperty("line").GetInt32() == line)
            .GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        Assert.Contains("no key 'maks' (did you mean 'mask'?)", Reason(3), StringComparison.Ordinal);
        Assert.Contains("no option 'sed' (did you mean 'seed'?)", Reason(4), StringComparison.Ordinal);
        Assert.Contains("--seed is '-3'; it must be a whole number", Reason(5), StringComparison.Ordinal);
        Assert.Contains("There is no file", Reason(6), StringComparison.Ordinal);
        Assert.Contains("remove needs --mask", Reason(7), StringComparison.Ordinal);
        Assert.Contains("no mask file", Reason(8), StringComparison.Ordinal);
        Assert.Contains("no mask from stdin", Reason(9), StringComparison.Ordinal);
        Assert.Contains("'.bmp', which names no format", Reason(10), StringComparison.Ordinal);
        Assert.Contains("no JSON", Reason(11), StringComparison.Ordinal);
        Assert.Contains("infill: line 4: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_OneOutputTwice_IsRefusedWithBothLines()
    {
        using var tree = new BatchTree("a.png");
        Write(
            tree,
            """{"image": "photos/a.png", "mask": "masks/a.png", "output": "x/y.png"}""",
            "",
            """{"image": "photos/a.png", "mask": "masks/a.png", "output": "./x//z/../y.png"}""");

        CliRun run = Run(tree);

        Assert.Equal(2, run.Code);
        Assert.Contains("Lines 1 and 3 of the manifest both write", run.FirstError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(tree["out"]));
    }

    [Theory]
    [InlineData("../escaped.png")]
    [InlineData("/tmp/escaped.png")]
    [InlineData("a/../../escaped.png")]
    [InlineData("link/escaped.png")]
    [InlineData("sub/")]
    [InlineData(".")]
    [InlineData(".infill-batch.jsonl")]
    [InlineData("sub/.infill-7.png")]
    public void Batch_OutputOutsideTheFolder_IsAListedFailure(string output)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths and links of Unix.");
        using var tree = new BatchTree("a.png");
        Directory.CreateDirectory(tree["out"]);
        Directory.CreateDirectory(tree["elsewhere"]);
        Directory.CreateSymbolicLink(tree["out/link"], tree["elsewhere"]);
        Write(tree, $$"""{"image": "photos/a.png", "mask": "masks/a.png", "output": "{{output}}"}""");

        CliRun run = Run(tree);

        Assert.Equal(1, run.Code);
        Assert.Contains("infill: line 1: ", run.FirstError, StringComparison.Ordinal);
        Assert.Contains("The output '", run.FirstError, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(tree.Root, "escaped.png", SearchOption.AllDirectories));
    }

    [Fact]
    public void Batch_OptionsOfTheCommandLine_AreTheLinesDefaults()
    {
        using var tree = new BatchTree("a.png", "b.png");
        Write(
            tree,
            """{"image": "photos/a.png", "mask": "masks/a.png", "output": "a.webp"}""",
            """{"image": "photos/b.png", "mask": "masks/b.png", "output": "b.webp", "options": {"seed": 9}}""",
            """{"image": "photos/a.png", "workflow": "extend", "options": {"left": 4, "count": 2}}""");

        CliRun run = Run(tree, "--seed", "5", "--grow", "1px", "--format", "webp");

        Assert.Equal(0, run.Code);
        Assert.Equal(["a.webp", "b.webp", "photos/a-1.webp", "photos/a-2.webp"], tree.Files().Keys);
        Assert.Equal(0, BatchTree.Infill("remove", tree["jobs/photos/b.png"], "--mask", tree["jobs/masks/b.png"], "--seed", "9", "--grow", "1px", "--output", tree["alone.webp"]).Code);
        Assert.Equal(File.ReadAllBytes(tree["alone.webp"]), File.ReadAllBytes(tree["out/b.webp"]));
    }

    [Fact]
    public void Batch_BadLineMended_OnlyTheMendedOneIsWorkedOn()
    {
        using var tree = new BatchTree("a.png", "b.png");
        string good = """{"image": "photos/a.png", "mask": "masks/a.png"}""";
        Write(tree, good, """{"image": "photos/b.png", "mask": "masks/b.pgn"}""");
        Assert.Equal(3, Run(tree).Code);
        Write(tree, "", good, """{"image": "photos/b.png", "mask": "masks/b.png"}""");

        CliRun run = Run(tree, "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(["skipped", "done"], BatchTree.Statuses(run).Values);
    }

    [Fact]
    public void Batch_JournalOfAnotherManifest_IsRefusedAndNothingIsLost()
    {
        using var tree = new BatchTree("a.png", "b.png");
        Write(tree, """{"image": "photos/a.png", "mask": "masks/a.png"}""");
        Assert.Equal(0, Run(tree).Code);
        SortedDictionary<string, string> before = tree.Files();
        string journal = File.ReadAllText(tree["out/.infill-batch.jsonl"]);

        Write(tree, """{"image": "photos/b.png", "mask": "masks/b.png"}""");
        CliRun other = Run(tree);
        Write(tree, """{"image": "photos/a.png", "mask": "masks/a.png", "options": {"seed": 2}}""");
        CliRun changed = Run(tree);

        Assert.Equal((2, 2), (other.Code, changed.Code));
        Assert.Contains("journal is of another batch", other.FirstError, StringComparison.Ordinal);
        Assert.Contains("this manifest does not ask for it", other.FirstError, StringComparison.Ordinal);
        Assert.Contains("was made from another picture, mask or options", changed.FirstError, StringComparison.Ordinal);
        Assert.Contains("--fresh", other.LastError, StringComparison.Ordinal);
        Assert.Equal(before, tree.Files());
        Assert.Equal(journal, File.ReadAllText(tree["out/.infill-batch.jsonl"]));
        Assert.Equal(0, Run(tree, "--fresh").Code);
    }

    [Fact]
    public void Batch_ManifestFromStdin_StartsFromTheCurrentFolder()
    {
        using var tree = new BatchTree("a.png");
        using Process process = tree.Folder.Start([], "batch", "--manifest", "-", "--output-dir", "out", "--json", "-q");
        process.StandardInput.WriteLine("""{"image": "photos/a.png", "mask": "masks/a.png"}""");
        process.StandardInput.Close();

        CliRun run = CliFolder.Finish(process);

        Assert.Equal(0, run.Code);
        Assert.Equal("out/photos/a.png", BatchTree.Records(run)[0].GetProperty("output").GetString());
    }

    [Theory]
    [InlineData(1, "There is no manifest", "none.jsonl")]
    [InlineData(1, "holds no line", "empty.jsonl")]
    [InlineData(2, "names each mask itself", "jobs/jobs.jsonl", "--masks", "masks")]
    [InlineData(2, "write --mask into its lines", "jobs/jobs.jsonl", "--mask", "rect:1,1,2,2")]
    [InlineData(2, "write --exclude into its lines", "jobs/jobs.jsonl", "--exclude", "rect:1,1,2,2")]
    [InlineData(2, "give one of them", "jobs/jobs.jsonl", "photos")]
    public void Batch_ManifestThatCannotBeUsed_IsRefused(int code, string says, string manifest, params string[] more)
    {
        using var tree = new BatchTree("a.png");
        File.WriteAllText(tree["empty.jsonl"], "\n \n");
        Write(tree, """{"image": "photos/a.png", "mask": "masks/a.png"}""");

        CliRun run = BatchTree.Infill(["batch", "--manifest", tree[manifest], "--output-dir", tree["out"], .. more]);

        Assert.Equal(code, run.Code);
        Assert.Contains(says, run.FirstError, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
    }

    // The manifest lies in jobs/, beside its pictures; the current folder is another.
    private static void Write(BatchTree tree, params string[] lines)
    {
        if (Directory.Exists(tree["photos"]))
        {
            Directory.CreateDirectory(tree["jobs"]);
            Directory.Move(tree["photos"], tree["jobs/photos"]);
            Directory.Move(tree["masks"], tree["jobs/masks"]);
        }

        File.WriteAllLines(tree["jobs/jobs.jsonl"], lines);
    }

    private static CliRun Run(BatchTree tree, params string[] more) =>
        BatchTree.Infill(["batch", "--manifest", tree["jobs/jobs.jsonl"], "--output-dir", tree["out"], .. more]);
}
