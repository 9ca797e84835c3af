using System.Collections.Concurrent;
using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Running;

/// <summary>The threads go on whatever the store does, and write every end down once.</summary>
public sealed class JobWorkersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settle_ThatFailsTwice_IsTriedUntilItIsWritten()
    {
        using var scene = new Scene();
        string id = await scene.AcceptAsync();
        scene.Faults.SettleFailures = 2;

        Job end = await scene.EndAsync(id);

        Assert.Equal((JobState.Succeeded, 1), (end.State, end.Attempts));
        Assert.Equal(3, scene.Faults.Settles);
        Assert.Contains(scene.Complaints, line => line.Contains("No space left", StringComparison.Ordinal));
        Assert.NotNull(scene.Store.Jobs.FindOutput("alice", end.Result!.Outputs[0].Sha256));
    }

    [Fact]
    public async Task Take_ThatFails_IsTriedAgain()
    {
        using var scene = new Scene();
        scene.Faults.TakeFailures = 1;
        string id = await scene.AcceptAsync();

        Assert.Equal(JobState.Succeeded, (await scene.EndAsync(id)).State);
        Assert.Contains(scene.Complaints, line => line.StartsWith("The queue cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Job_WhosePictureIsGone_FailsAndTheNextRuns()
    {
        using var scene = new Scene();
        string broken = await scene.AcceptAsync(image: Store.Hash('9'));
        string whole = await scene.AcceptAsync();

        Job failed = await scene.EndAsync(broken), done = await scene.EndAsync(whole);

        Assert.Equal((JobState.Failed, "storage"), (failed.State, failed.Result!.Problem!.Code));
        Assert.Equal(JobState.Succeeded, done.State);
    }

    [Fact]
    public async Task Job_WhoseEngineHasABug_FailsWithoutItsInside()
    {
        using var scene = new Scene(throwing: true);
        Job end = await scene.EndAsync(await scene.AcceptAsync());

        Assert.Equal((JobState.Failed, "bug"), (end.State, end.Result!.Problem!.Code));
        Assert.DoesNotContain("secret", end.Result.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SeedOf_BeyondTheLargest_BeginsAgainAtNought()
    {
        var spec = new JobSpec { Workflow = JobWorkflow.Fill, Image = "", Options = new InpaintOptions { Fill = new FillOptions { Seed = int.MaxValue } } };

        Assert.Equal([int.MaxValue, 0, 1], [JobRun.SeedOf(spec, 0), JobRun.SeedOf(spec, 1), JobRun.SeedOf(spec, 2)]);
    }

    [Fact]
    public void Report_ManySteps_ArePassedOnAtAPaceButEveryStageIs()
    {
        var feed = new JobFeed();
        var news = feed.Listen("j", out Action stop);
        var sink = new RunProgressSink(feed, "j", TimeProvider.System);

        for (int i = 0; i < 1000; i++)
        {
            sink.Report(new StageProgress(Stage.Fill, 1, 1, i, 1000, i / 1000.0));
        }

        sink.Report(new StageProgress(Stage.Blend, 1, 1, 0, 0, 1));
        stop();

        var got = new List<Stage>();
        while (news.TryRead(out JobNews one))
        {
            got.Add(one.Progress!.Value.Stage);
        }

        Assert.InRange(got.Count, 2, 12);
        Assert.Equal(Stage.Blend, got[^1]);
    }

    [Fact]
    public void Tell_SlowListener_KeepsTheNewestAndOthersAreNotHeldUp()
    {
        var feed = new JobFeed();
        var slow = feed.Listen("j", out Action stopSlow);
        var other = feed.Listen("k", out Action stopOther);

        for (int i = 1; i <= 100; i++)
        {
            feed.Tell("j", new JobNews(new StageProgress(Stage.Fill, 1, 1, i, 100, 0), 1));
        }

        int last = 0, count = 0;
        for (; slow.TryRead(out JobNews one); count++)
        {
            last = one.Progress!.Value.Step;
        }

        Assert.Equal(100, last);
        Assert.InRange(count, 1, 99);
        Assert.False(other.TryRead(out _));
        stopSlow();
        stopOther();
        feed.Tell("j", JobNews.State);
        Assert.False(slow.TryRead(out _));
    }

    /// <summary>Workers over a store that fails when it is told to.</summary>
    private sealed class Scene : IDisposable
    {
        private readonly JobWorkers _workers;
        private readonly byte[] _photo = TestServer.Photo();

        public Scene(bool throwing = false)
        {
            EngineCatalog engines = BuiltInEngines.CreateCatalog();
            if (throwing)
            {
                engines.Add(engines.Find("smooth")!, () => throw new InvalidOperationException("secret"));
            }

            Faults = new FaultyStore(Store.Jobs, Store.Queue);
            var run = new JobRun(new RequestMaker(Store.Blobs, LoadOptions.Default, new OwnDecoder()), new RunJudge(engines, TimeProvider.System), Store.Blobs, TimeProvider.System);
            _workers = new JobWorkers(Faults, Faults, run, new JobFeed(), TimeProvider.System) { Complain = Complaints.Enqueue };
        }

        public Store Store { get; } = new();

        public FaultyStore Faults { get; }

        public ConcurrentQueue<string> Complaints { get; } = new();

        public async Task<string> AcceptAsync(string? image = null)
        {
            using var content = new MemoryStream(_photo);
            using BlobHold hold = await Store.Blobs.PutAsync(content, long.MaxValue, inspect: null, Token);
            var spec = new JobSpec { Workflow = JobWorkflow.Fill, Image = image ?? hold.Sha256, Mask = new MaskSpec { Expression = "rect:20,15,8,6" }, Engine = "smooth" };
            return Store.Jobs.Accept(Store.New() with { Spec = spec }).Job!.Id;
        }

        public async Task<Job> EndAsync(string id)
        {
            _workers.Start(1);
            while (Store.Jobs.Find(id) is not { Result: not null })
            {
                await Task.Delay(10, Token);
            }

            return Store.Jobs.Find(id)!;
        }

        public void Dispose()
        {
            _workers.StopAsync().GetAwaiter().GetResult();
            _workers.Dispose();
            Store.Dispose();
        }
    }
}
