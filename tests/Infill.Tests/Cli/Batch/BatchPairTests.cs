using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>A folder of pictures and a folder of masks.</summary>
public sealed class BatchPairTests
{
    [Fact]
    public void Batch_FolderPair_KeepsTreeNamesAndFormats()
    {
        using var tree = new BatchTree("a.png", "sub/b.jpg", "sub/deep/c.webp", "d.tif");

        CliRun run = tree.Batch();

        Assert.Equal(0, run.Code);
        Assert.Equal(["a.png", "d.tif", "sub/b.jpg", "sub/deep/c.webp"], tree.Files().Keys);
        Assert.Equal(FileFormat.Jpeg, ImageFile.ReadHeader(tree["out/sub/b.jpg"]).FileFormat);
        Assert.Equal(FileFormat.Webp, ImageFile.ReadHeader(tree["out/sub/deep/c.webp"]).FileFormat);
        Assert.Contains("Batch: 4 of 4 done; in ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Batch_Output_IsWhatTheWorkflowsOwnCommandWrites()
    {
        using var tree = new BatchTree("a.png");

        CliRun batch = tree.Batch("--workflow", "fill", "--seed", "7", "--blend", "feather");
        CliRun single = BatchTree.Infill("fill", tree["photos/a.png"], "--mask", tree["masks/a.png"], "--seed", "7", "--blend", "feather", "--output", tree["single.png"]);

        Assert.Equal((0, 0), (batch.Code, single.Code));
        Assert.Equal(File.ReadAllBytes(tree["single.png"]), File.ReadAllBytes(tree["out/a.png"]));
    }

    [Fact]
    public void Batch_MasksOfAnyFormat_AreFoundByName()
    {
        using var tree = new BatchTree();
        tree.AddPair("a.jpg", "a.tif");
        tree.AddPair("b.c.jpg", "b.c.webp");

        Assert.Equal(0, tree.Batch().Code);
        Assert.Equal(["a.jpg", "b.c.jpg"], tree.Files().Keys);
    }

    [Fact]
    public void Batch_Json_IsOneRecordPerItemAndASummaryAsPublished()
    {
        using var tree = new BatchTree("a.png", "b.png", "c.png");
        File.Delete(tree["masks/b.png"]);
        Assert.Equal(0, tree.Batch("--limit", "1", "--jobs", "1").Code);

        CliRun run = tree.Folder.Run("batch", "photos", "--masks", "masks", "--output-dir", "out", "--json", "-q");

        string[] lines = run.Out.TrimEnd().Split('\n');
        Assert.Equal(3, run.Code);
        Assert.Equal(4, lines.Length);
        Assert.All(lines.SkipLast(1), line => RecordAssert.Fits("batchItem", line));
        Assert.Equal(3, (int?)RecordAssert.Fits("batchSummary", lines[^1])["exitCode"]);
        Assert.Equal(["done", "failed", "skipped"], BatchTree.Statuses(run).Values.Order());
    }

    [Fact]
    public void Batch_NoMaskAndTwoMasks_AreListedFailuresAndTheRestRuns()
    {
        using var tree = new BatchTree("good.png", "two.png");
        tree.AddPhoto("none.png");
        tree.AddMask("two.tif");

        CliRun run = tree.Batch();

        Assert.Equal(3, run.Code);
        Assert.Equal(["good.png"], tree.Files().Keys);
        Assert.Contains("none.png failed: There is no mask '", run.Error, StringComparison.Ordinal);
        Assert.Contains("two.png failed: There are 2 masks '", run.Error, StringComparison.Ordinal);
        Assert.Contains("two.png, two.tif; there must be exactly one", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_EveryPictureFails_Is1()
    {
        using var tree = new BatchTree("a.png");
        File.WriteAllText(tree["photos/a.png"], "not a picture");

        CliRun run = tree.Batch();

        Assert.Equal(1, run.Code);
        Assert.Contains("Batch: 0 of 1 done, 1 failed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_OneExpressionForAll_ServesEveryPicture()
    {
        using var tree = new BatchTree();
        tree.AddPhoto("a.png");
        tree.AddPhoto("sub/b.png", 60, 50);

        CliRun run = BatchTree.Infill("batch", tree["photos/**/*.png"], "--mask", "rect:40%,40%,10%,10%", "--output-dir", tree["out"]);

        Assert.Equal(0, run.Code);
        Assert.Equal(["a.png", "sub/b.png"], tree.Files().Keys);
    }

    [Fact]
    public void Batch_ExtendWithCount_NeedsNoMaskAndNumbersTheOutputs()
    {
        using var tree = new BatchTree("a.png");

        CliRun run = BatchTree.Infill("batch", tree["photos"], "--workflow", "extend", "--left", "4px", "--count", "2", "--seed", "5", "--output-dir", tree["out"]);

        Assert.Equal(0, run.Code);
        Assert.Equal(["a-1.png", "a-2.png"], tree.Files().Keys);
        Assert.Equal(new PixelSize(52, 40), tree.Folder.Load("out/a-1.png").Size);
    }

    [Fact]
    public void Batch_OutputFolderWithinTheInput_IsNeverAnInput()
    {
        using var tree = new BatchTree("a.png", "sub/b.png");
        string[] args = ["batch", tree["photos"], "--masks", tree["masks"], "--output-dir", tree["photos/out"]];

        Assert.Equal(0, BatchTree.Infill(args).Code);
        CliRun again = BatchTree.Infill([.. args, "--json"]);
        CliRun other = BatchTree.Infill("batch", tree["photos"], "--masks", tree["masks"], "--output-dir", tree["out"], "--json");
        CliRun named = BatchTree.Infill("batch", tree["photos/a.png"], tree["photos/out/a.png"], "--mask", tree["masks/a.png"], "--output-dir", tree["photos/out"], "--fresh");

        Assert.Equal(["a.png", "sub/b.png"], tree.Files("photos/out").Keys);
        Assert.Equal(["skipped", "skipped"], BatchTree.Statuses(again).Values);
        Assert.Equal(["done", "done"], BatchTree.Statuses(other).Values);
        Assert.Contains("holds outputs of a batch", other.Error, StringComparison.Ordinal);
        Assert.Contains("1 of the pictures are outputs of this batch", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_MasksWithinTheInput_AreNoPictures()
    {
        using var tree = new BatchTree("a.png");
        Directory.Move(tree["masks"], tree["photos/masks"]);

        CliRun run = BatchTree.Infill("batch", tree["photos"], "--masks", tree["photos/masks"], "--output-dir", tree["out"]);

        Assert.Equal(0, run.Code);
        Assert.Equal(["a.png"], tree.Files().Keys);
    }

    [Theory]
    [InlineData("is the input", "batch", "photos", "--masks", "masks", "--output-dir", "photos")]
    [InlineData("is the input folder", "batch", "photos", "--masks", "photos", "--output-dir", "out")]
    [InlineData("would both be written to", "batch", "photos/a.png", "photos/sub/a.png", "--mask", "rect:1,1,2,2", "--output-dir", "out")]
    [InlineData("needs to know what to fill", "batch", "photos", "--output-dir", "out")]
    [InlineData("are both given", "batch", "photos", "--mask", "rect:1,1,2,2", "--masks", "masks", "--output-dir", "out")]
    [InlineData("takes no masks", "batch", "photos", "--workflow", "extend", "--left", "4", "--masks", "masks", "--output-dir", "out")]
    [InlineData("--left is no option of remove", "batch", "photos", "--left", "4", "--masks", "masks", "--output-dir", "out")]
    [InlineData("--grow is no option of extend", "batch", "photos", "--workflow", "extend", "--left", "4", "--grow", "3", "--output-dir", "out")]
    [InlineData("either --ratio or", "batch", "photos", "--workflow", "extend", "--output-dir", "out")]
    [InlineData("needs pictures", "batch", "--masks", "masks", "--output-dir", "out")]
    [InlineData("no picture from stdin", "batch", "-", "--mask", "rect:1,1,2,2", "--output-dir", "out")]
    [InlineData("Option '--output-dir' is required", "batch", "photos", "--masks", "masks")]
    [InlineData("--jobs is '0'", "batch", "photos", "--masks", "masks", "--output-dir", "out", "--jobs", "0")]
    [InlineData("replace needs --prompt", "batch", "photos", "--masks", "masks", "--output-dir", "out", "--workflow", "replace")]
    public void Batch_WrongUse_Is2AndChangesNothing(string says, params string[] args)
    {
        using var tree = new BatchTree("a.png", "sub/a.png");
        string[] full = [.. args.Select(a => a.StartsWith("photos", StringComparison.Ordinal) || a is "masks" or "out" ? tree[a] : a)];

        CliRun run = BatchTree.Infill(full);

        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(tree["out"]));
        Assert.Equal(["a.png", "sub/a.png"], tree.Files("photos").Keys);
    }

    [Fact]
    public void Batch_Settings_ServeTheWorkflowsThatHaveThem()
    {
        using var tree = new BatchTree("a.png");
        (string, string)[] settings = [("INFILL_GROW", "2px"), ("INFILL_SEED", "7"), ("INFILL_JOBS", "1")];

        CliRun remove = tree.Folder.RunUnder(settings, "batch", "photos", "--masks", "masks", "--output-dir", "out");
        CliRun extend = tree.Folder.RunUnder(settings, "batch", "photos", "--workflow", "extend", "--left", "4", "--output-dir", "wide");
        CliRun typed = tree.Folder.Run("batch", "photos", "--workflow", "extend", "--left", "4", "--grow", "2px", "--output-dir", "other");

        Assert.Equal((0, 0, 2), (remove.Code, extend.Code, typed.Code));
        Assert.Equal(0, tree.Folder.Run("remove", "photos/a.png", "--mask", "masks/a.png", "--grow", "2px", "--seed", "7", "--output", "alone.png").Code);
        Assert.Equal(File.ReadAllBytes(tree["alone.png"]), File.ReadAllBytes(tree["out/a.png"]));
    }

    [Fact]
    public void Batch_UnknownEngine_Is6BeforeAnythingRuns()
    {
        using var tree = new BatchTree("a.png");

        Assert.Equal(6, tree.Batch("--engine", "sd15").Code);
        Assert.False(Directory.Exists(tree["out"]));
    }

    [Fact]
    public void Batch_NamesWithNewlinesAndDashes_AreWrittenAndSaidOnOneLine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No such names.");
        using var tree = new BatchTree("-x\ny.png", "--json.png", "a=b 'c'.png");
        tree.AddPhoto("no\nmask.png");

        CliRun run = tree.Batch();

        Assert.Equal(3, run.Code);
        Assert.Equal(["--json.png", "-x\ny.png", "a=b 'c'.png"], tree.Files().Keys);
        Assert.Contains("no\\nmask.png failed: There is no mask", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_LimitAndFailFast_StopEarlyAndSaySo()
    {
        using var tree = new BatchTree("a.png", "b.png", "c.png", "d.png");
        File.Delete(tree["masks/c.png"]);

        CliRun limited = tree.Batch("--limit", "1", "--jobs", "1");
        CliRun failing = tree.Batch("--fail-fast", "--jobs", "1", "--json");

        Assert.Equal(0, limited.Code);
        Assert.Contains("1 of 4 done, 3 left, stopped at --limit", limited.Error, StringComparison.Ordinal);
        Assert.Equal(3, failing.Code);
        Assert.Equal(["skipped", "done", "failed"], BatchTree.Statuses(failing).Values);
        Assert.Equal("failFast", BatchTree.Records(failing)[^1].GetProperty("stopped").GetString());
        Assert.Equal(3, tree.Batch("--limit", "9", "--jobs", "1").Code);
        Assert.Equal(["a.png", "b.png", "d.png"], tree.Files().Keys);
    }

    [Fact]
    public void Batch_DegradedResults_Are4OnlyIfStrict()
    {
        using var tree = new BatchTree();
        tree.AddPhoto("a.png", 120, 100);
        string[] args = ["batch", tree["photos"], "--mask", "rect:10,10,90,75", "--grow", "0", "--output-dir", tree["out"]];

        Assert.Equal(4, BatchTree.Infill([.. args, "--strict"]).Code);
        CliRun lenient = BatchTree.Infill([.. args, "--fresh", "--json"]);

        Assert.Equal(0, lenient.Code);
        Assert.Equal(["degraded"], BatchTree.Statuses(lenient).Values);
        Assert.Contains("Warning: ", lenient.Error, StringComparison.Ordinal);
    }
}
