using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Storage;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Faults;

/// <summary>The power fails between any two calls of a server's life. What it had answered with 202 is there after the next start, once, with its picture.</summary>
public sealed class PowerCutTests(RecordedLife recorded) : IClassFixture<RecordedLife>
{
    /// <summary>INFILL_CUTS=1 cuts after every call in every way; otherwise after every call that can change what is durable, and elsewhere now and then.</summary>
    private static readonly int Every = int.TryParse(Environment.GetEnvironmentVariable("INFILL_CUTS"), out int every) ? every : 12;

    [Fact]
    public async Task Start_AfterACutAnywhere_HasEveryAcceptedJobOnce()
    {
        Assert.SkipUnless(Strace.IsHere, Strace.Missing);
        var disk = new SimulatedDisk(recorded.Root);
        var accepted = new List<string>();
        int cuts = 0, calls = 0;
        foreach (Syscall call in recorded.Life)
        {
            if (RecordedLife.AcceptedBy(call) is string id)
            {
                accepted.Add(id);
            }

            if (!disk.Apply(call))
            {
                continue;
            }

            calls++;
            bool changesDurable = call.Name is "fsync" or "fdatasync";
            foreach (SimulatedDisk.Loss loss in Enum.GetValues<SimulatedDisk.Loss>())
            {
                if (calls % Every == 0 || (changesDurable && loss == SimulatedDisk.Loss.All && calls % Math.Min(Every, 3) == 0))
                {
                    await RequireWholeAsync(disk, loss, accepted, $"after call {calls}, {call.Name} of {Path.GetFileName(call.File)}, losing {loss}");
                    cuts++;
                }
            }
        }

        await RequireWholeAsync(disk, SimulatedDisk.Loss.All, accepted, "at the end");
        TestContext.Current.TestOutputHelper?.WriteLine($"{cuts} cuts of {calls} calls, {accepted.Count} jobs accepted");
        Assert.Equal(recorded.Pictures.Keys.Order(StringComparer.Ordinal), accepted.Order(StringComparer.Ordinal));
        Assert.InRange(cuts, 50, int.MaxValue);
    }

    // The picture's data, its name, the folder that holds the name, the row; then the answer.
    [Fact]
    public void Answer_202_ComesAfterEverythingIsSynced()
    {
        Assert.SkipUnless(Strace.IsHere, Strace.Missing);
        List<Syscall> life = recorded.Life;
        int answers = 0;
        for (int i = 0; i < life.Count; i++)
        {
            if (RecordedLife.AcceptedBy(life[i]) is not string id)
            {
                continue;
            }

            string blob = Path.Combine(recorded.Root, "blobs", recorded.Pictures[id]);
            int named = life.FindIndex(call => call.Name == "rename" && call.Text(1) == blob);
            int synced = life.FindIndex(call => call.Name is "fsync" && call.File == life[named].Text(0));
            int folder = life.FindIndex(named, call => call.Name == "fsync" && call.File == Path.GetDirectoryName(blob));
            int row = life.FindIndex(call => call.Name is "pwrite64" && call.File.EndsWith("jobs.db-wal", StringComparison.Ordinal) && call.AllData.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(id)) >= 0);
            int committed = life.FindIndex(Math.Max(row, 0), call => call.Name is "fsync" or "fdatasync" && call.File.EndsWith("jobs.db-wal", StringComparison.Ordinal));
            int[] order = [synced, named, folder, row, committed, i];

            Assert.True(order.All(at => at >= 0) && order.Order().SequenceEqual(order), $"job {id}: fsync {synced}, rename {named}, fsync of the folder {folder}, row {row}, commit {committed}, answer {i}");
            answers++;
        }

        Assert.Equal(recorded.Pictures.Count, answers);
    }

    private static async Task RequireWholeAsync(SimulatedDisk disk, SimulatedDisk.Loss loss, List<string> accepted, string when)
    {
        using var folder = new TemporaryFolder();
        disk.Restore(folder.Path, loss);
        try
        {
            JobService service = JobService.Open(new ServerOptions { Folder = folder.Path }, new EngineCatalog(), new ServiceSurroundings(TimeProvider.System, _ => { }));
            await using (service.ConfigureAwait(false))
            {
                Assert.True(service.Parts.Health.Begin());
                foreach (string id in accepted)
                {
                    Job job = service.Parts.Desk.Require("local", id);
                    Assert.Contains(job.State, (JobState[])[JobState.Queued, JobState.Succeeded]);
                    foreach (string hash in job.Spec.Inputs().Concat(job.Result?.Outputs.Select(output => output.Sha256) ?? []))
                    {
                        using Stream file = service.Parts.Blobs.Open(hash);
                        byte[] bytes = new byte[file.Length];
                        file.ReadExactly(bytes);
                        Assert.Equal(hash, Sha256.Hash(bytes));
                    }
                }

                Assert.Null(Record.Exception(() => service.Parts.Collector.Sweep()));
                Assert.Equal(service.Parts.Desk.List("local", 1000).Select(job => job.Id).Distinct().Count(), service.Parts.Desk.List("local", 1000).Count);
                Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, FolderBlobStore.Incoming)));
            }
        }
        catch (Exception reason)
        {
            throw new InvalidOperationException($"The power was cut {when}: {reason.Message}", reason);
        }
    }
}
