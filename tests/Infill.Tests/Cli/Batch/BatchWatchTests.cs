using System.Diagnostics;
using Infill.Cli;
using Infill.Cli.Batch;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>Batches that work on what comes into a folder.</summary>
public sealed class BatchWatchTests
{
    [Fact]
    public void Watch_PicturesThatCome_AreDoneAndItEndsWhenIdle()
    {
        using var tree = new BatchTree("early.png");
        int looks = 0;
        var time = new HastyTime
        {
            Waited = _ =>
            {
                if (++looks == 3)
                {
                    tree.AddPair("sub/late.png", "sub/late.png");
                    tree.AddPhoto("maskless.png");
                }
            },
        };

        BatchEnd end = Watch(tree, time, idleSeconds: 5);

        Assert.Equal((2, 1, BatchStop.None), (end.Counts.Done, end.Counts.Failed, end.Stop));
        Assert.Equal(["early.png", "sub/late.png"], tree.Files().Keys);
        Assert.InRange(looks, 8, 12);
        Assert.Equal(ExitCode.SomeFailed, end.ToExitCode(strict: false));
    }

    [Fact]
    public void Watch_StartedAgain_SkipsWhatIsDoneAndRedoesWhatChanged()
    {
        using var tree = new BatchTree("a.png", "b.png");
        Assert.Equal(2, Watch(tree, new HastyTime(), idleSeconds: 3).Counts.Done);
        tree.AddMask("b.png", x: 26);

        BatchEnd end = Watch(tree, new HastyTime(), idleSeconds: 3);

        Assert.Equal((1, 1, 0), (end.Counts.Done, end.Counts.Skipped, end.Counts.Failed));
    }

    [Fact]
    public void Watch_OutputFolderWithinTheWatched_NeverTakesItsOwnOutputs()
    {
        using var tree = new BatchTree("a.png");
        BatchArguments batch = Arguments(tree, 4) with { OutputFolder = tree["photos/out"] };

        BatchEnd end = Watch(batch, new HastyTime());

        Assert.Equal((1, 0), (end.Counts.Done, end.Counts.Failed));
        Assert.Equal(["a.png"], tree.Files("photos/out").Keys);
    }

    [Fact]
    public void Watch_TwoPicturesForOneOutput_TheSecondIsAFailure()
    {
        using var tree = new BatchTree("a.png");
        tree.AddPair("a.jpg", "a.png");
        BatchArguments batch = Arguments(tree, 4);

        BatchEnd end = Watch(batch with { Words = batch.Words.With("--format", "webp") }, new HastyTime());

        Assert.Equal((1, 1), (end.Counts.Done, end.Counts.Failed));
        Assert.Equal(["a.webp"], tree.Files().Keys);
    }

    [Fact]
    public void Watch_Interrupted_Is130AndKeepsWhatIsFinished()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var tree = new BatchTree("a.png");
        using Process process = tree.Folder.Start([], "batch", "--watch", "photos", "--masks", "masks", "--output-dir", "out");
        Assert.True(SpinWait.SpinUntil(() => tree.Folder.Has("out/a.png"), TimeSpan.FromSeconds(60)));

        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(130, run.Code);
        Assert.StartsWith("Watching 'photos'; Ctrl-C ends it.", run.FirstError, StringComparison.Ordinal);
        Assert.Contains("interrupted", run.Error, StringComparison.Ordinal);
        Assert.Equal(["skipped"], BatchTree.Statuses(tree.Folder.Run("batch", "photos", "--masks", "masks", "--output-dir", "out", "--json")).Values);
    }

    [Theory]
    [InlineData("is the output folder or lies in it", "--watch", "photos", "--masks", "masks", "--output-dir", "photos")]
    [InlineData("is the output folder or lies in it", "--watch", "photos/sub", "--masks", "masks", "--output-dir", "photos")]
    [InlineData("is the output folder or lies in it", "--watch", "alias", "--masks", "masks", "--output-dir", "photos")]
    [InlineData("outputs could replace masks", "--watch", "photos", "--masks", "masks", "--output-dir", "masks")]
    [InlineData("is the input folder", "--watch", "photos", "--masks", "photos", "--output-dir", "out")]
    [InlineData("give one of them", "photos", "--watch", "photos", "--masks", "masks", "--output-dir", "out")]
    [InlineData("--idle-exit says when", "photos", "--idle-exit", "3", "--masks", "masks", "--output-dir", "out")]
    [InlineData("needs to know what to fill", "--watch", "photos", "--output-dir", "out")]
    public void Watch_ThatCannotWork_Is2(string says, params string[] args)
    {
        using var tree = new BatchTree("a.png", "sub/b.png");
        Directory.CreateSymbolicLink(tree["alias"], "photos");

        CliRun run = BatchTree.Infill(["batch", .. args.Select(a => a.StartsWith('-') || a == "3" ? a : tree[a])]);

        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.FirstError, StringComparison.Ordinal);
        Assert.False(File.Exists(tree["photos/.infill-batch.jsonl"]));
    }

    [Fact]
    public void Watch_MissingFolder_Is1()
    {
        using var tree = new BatchTree("a.png");

        CliRun run = BatchTree.Infill("batch", "--watch", tree["none"], "--masks", tree["masks"], "--output-dir", tree["out"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("There is no folder", run.FirstError, StringComparison.Ordinal);
    }

    private static BatchArguments Arguments(BatchTree tree, int idleSeconds) => new()
    {
        Sources = new BatchSources { Watch = tree["photos"], Masks = tree["masks"], IdleExitSeconds = idleSeconds },
        Workflow = "remove",
        Words = JobWords.None.With("--threads", "1"),
        OutputFolder = tree["out"],
        Pace = new BatchPace { Jobs = 1, MemoryBytes = 1L << 30 },
    };

    private static BatchEnd Watch(BatchTree tree, TimeProvider time, int idleSeconds) => Watch(Arguments(tree, idleSeconds), time);

    private static BatchEnd Watch(BatchArguments batch, TimeProvider time)
    {
        Directory.CreateDirectory(batch.OutputFolder);
        var folder = new OutputFolder(batch.OutputFolder);
        using BatchJournal journal = BatchJournal.Open(folder, batch);
        using var thumbnails = new ThumbnailStore(folder, fresh: false);
        var work = new BatchWork(batch, folder, journal, thumbnails, new EngineShelf()) { Time = time };
        var voice = new Voice(TextWriter.Null, TextWriter.Null, new TalkArguments { Quiet = true });
        return work.Watch(new WatchSource(batch, new PairPlanner(batch, folder), time), voice, TestContext.Current.CancellationToken).End;
    }
}
