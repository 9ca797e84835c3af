using System.Diagnostics;
using System.Text.Json;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>What goes wrong around a batch: disks, folders, files. Nothing that was finished is lost.</summary>
public sealed class BatchFaultTests
{
    [Fact]
    public void Batch_DiskThatFillsInTheMiddle_StopsCleanlyAndGoesOnLater()
    {
        using var tree = new BatchTree([.. Enumerable.Range(10, 40).Select(i => $"{i}.tif")]);
        Directory.CreateDirectory(tree["out"]);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Execute("mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", tree["out"]), "Needs the right to mount.");
        try
        {
            CliRun full = tree.Batch("--json", "--jobs", "2", "--no-report");
            JsonElement summary = BatchTree.Records(full)[^1];
            SortedDictionary<string, string> finished = tree.Files();

            Assert.Equal(3, full.Code);
            Assert.Equal("diskFull", summary.GetProperty("stopped").GetString());
            Assert.InRange(summary.GetProperty("failed").GetInt32(), 1, 2);
            Assert.InRange(summary.GetProperty("left").GetInt32(), 1, 38);
            Assert.Contains("No space left", full.Error, StringComparison.Ordinal);
            Assert.Contains("when there is room", full.LastError, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(tree["out"], "*.tmp"));

            Assert.True(Execute("mount", "-o", "remount,size=8m", tree["out"]));
            CliRun later = tree.Batch("--json");

            Assert.Equal(0, later.Code);
            Assert.Equal(40, tree.Files().Count);
            Assert.Equal(finished.Count, BatchTree.Records(later)[^1].GetProperty("skipped").GetInt32());
            Assert.All(finished, pair => Assert.Equal(pair.Value, tree.Files()[pair.Key]));
        }
        finally
        {
            Execute("umount", tree["out"]);
        }
    }

    [Fact]
    public void Batch_OutputFolderThatVanishes_StopsAndGoesOnWhenItIsBack()
    {
        using var tree = new BatchTree([.. Enumerable.Range(100, 80).Select(i => $"{i}.png")]);
        using Process process = tree.Folder.Start([], "batch", "photos", "--masks", "masks", "--output-dir", "out", "--json", "--jobs", "1");
        Assert.True(SpinWait.SpinUntil(() => tree.Folder.Has("out/101.png"), TimeSpan.FromSeconds(60)));
        Directory.Move(tree["out"], tree["away"]);

        CliRun run = CliFolder.Finish(process);

        Assert.Equal(3, run.Code);
        Assert.Equal("outputGone", BatchTree.Records(run)[^1].GetProperty("stopped").GetString());
        Assert.False(Directory.Exists(tree["out"]), "The vanished folder must not be made anew.");
        Directory.Move(tree["away"], tree["out"]);
        Assert.Equal(0, tree.Batch().Code);
        Assert.Equal(80, tree.Files().Count);
    }

    [Fact]
    public void Batch_PicturesThatVanishMeanwhile_AreFailuresOneByOne()
    {
        using var tree = new BatchTree([.. Enumerable.Range(100, 60).Select(i => $"{i}.png")]);
        using Process process = tree.Folder.Start([], "batch", "photos", "--masks", "masks", "--output-dir", "out", "--json", "--jobs", "1");
        Assert.True(SpinWait.SpinUntil(() => tree.Folder.Has("out/101.png"), TimeSpan.FromSeconds(60)));
        Directory.Move(tree["photos"], tree["away"]);

        CliRun run = CliFolder.Finish(process);

        Assert.Equal(3, run.Code);
        JsonElement[] items = BatchTree.Records(run)[..^1];
        Assert.Equal(60, items.Length);
        Assert.Contains(items, item => item.GetProperty("status").GetString() == "failed" && item.GetProperty("reasons")[0].GetString()!.Contains("photos/", StringComparison.Ordinal));
    }

    [Fact]
    public void Batch_PipesCirclesAndNamesThatAreNoUtf8_AreListedFailures()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names and files of Linux.");
        using var tree = new BatchTree("good.png");
        File.CreateSymbolicLink(tree["photos/circle.png"], "circle.png");
        Assert.True(Execute("mkfifo", tree["photos/pipe.png"]));
        Assert.True(Execute("sh", "-c", "touch \"$1/photos/$(printf 'raw\\377').png\"", "sh", tree.Root));
        tree.AddMask("circle.png");
        tree.AddMask("pipe.png");

        CliRun run = tree.Batch("--json");

        Assert.True(Execute("sh", "-c", "rm \"$1\"/photos/raw*", "sh", tree.Root));
        Assert.Equal(3, run.Code);
        Assert.Equal(["good.png"], tree.Files().Keys);
        Assert.Equal(["failed", "done", "failed", "failed"], BatchTree.Statuses(run).Values);
        Assert.Contains("no UTF-8", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public void Batch_Retry_TriesAgainWhatCanPass(int retries, int attempts)
    {
        // A file stands where the outputs' folder must go.
        using var tree = new BatchTree("sub/a.png");
        Directory.CreateDirectory(tree["out"]);
        File.WriteAllText(tree["out/sub"], "in the way");

        CliRun run = tree.Batch("--retry", $"{retries}", "--json");

        Assert.Equal(1, run.Code);
        Assert.Equal(attempts, BatchTree.Records(run)[0].GetProperty("attempts").GetInt32());
    }

    [Fact]
    public void Batch_Retry_SucceedsWhenTheFaultHasPassed()
    {
        using var tree = new BatchTree("sub/a.png");
        Directory.CreateDirectory(tree["out"]);
        File.WriteAllText(tree["out/sub"], "in the way");
        using Process process = tree.Folder.Start([], "batch", "photos", "--masks", "masks", "--output-dir", "out", "--retry", "9", "--json");

        // The first attempt has begun once the journal says so; its second comes a quarter of a second later at the earliest.
        Assert.True(SpinWait.SpinUntil(() => tree.Folder.Has("out/.infill-batch.jsonl") && ReadShared(tree["out/.infill-batch.jsonl"]).Contains("begun", StringComparison.Ordinal), TimeSpan.FromSeconds(60)));
        Thread.Sleep(100);
        File.Delete(tree["out/sub"]);
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(0, run.Code);
        Assert.InRange(BatchTree.Records(run)[0].GetProperty("attempts").GetInt32(), 2, 10);
    }

    [Fact]
    public void Batch_Retry_DoesNotRepeatWhatLasts()
    {
        using var tree = new BatchTree("a.png");
        File.WriteAllText(tree["photos/a.png"], "not a picture");

        Assert.Equal(1, BatchTree.Records(tree.Batch("--retry", "5", "--json"))[0].GetProperty("attempts").GetInt32());
    }

    [Fact]
    public void Batch_OutputFolderThatIsAFile_Is1()
    {
        using var tree = new BatchTree("a.png");
        File.WriteAllText(tree["out"], "mine");

        CliRun run = tree.Batch();

        Assert.Equal(1, run.Code);
        Assert.Contains("cannot be made", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_OutputFolderThatCannotBeWritten_Is1()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc refuses files, also from root.");
        using var tree = new BatchTree("a.png");

        CliRun run = BatchTree.Infill("batch", tree["photos"], "--masks", tree["masks"], "--output-dir", "/proc/self", "--no-report");

        Assert.Equal(1, run.Code);
        Assert.Contains("cannot be written to", run.FirstError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Batch_Interrupted_Is130AndGoesOnLater(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var tree = new BatchTree([.. Enumerable.Range(100, 60).Select(i => $"{i}.png")]);
        using Process process = tree.Folder.Start([], "batch", "photos", "--masks", "masks", "--output-dir", "out", "--json");
        Assert.True(SpinWait.SpinUntil(() => tree.Folder.Has("out/102.png"), TimeSpan.FromSeconds(60)));

        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(130, run.Code);
        JsonElement summary = BatchTree.Records(run)[^1];
        Assert.Equal("interrupted", summary.GetProperty("stopped").GetString());
        Assert.InRange(summary.GetProperty("left").GetInt32(), 1, 58);
        Assert.Contains("it goes on where it stopped", run.LastError, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(tree["out"], "*.tmp"));
        CliRun later = tree.Batch("--json");
        Assert.Equal((0, summary.GetProperty("done").GetInt32()), (later.Code, BatchTree.Records(later)[^1].GetProperty("skipped").GetInt32()));
    }

    private static string ReadShared(string path)
    {
        // Not File.ReadAllText: the batch holds a lock that .NET respects.
        using Process process = Process.Start(new ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }

    private static bool Execute(string program, params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
