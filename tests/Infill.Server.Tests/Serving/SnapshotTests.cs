using System.Text.Json.Nodes;
using Infill.Engines;
using Infill.Server.Tests.Support;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Serving;

/// <summary>A copy of the folder under a running server is what a crash leaves. Another server on the copy has every job that was accepted before it was made.</summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Start_OnWhatACrashLeft_HasEveryAcceptedJobAndRunsThemAll(int accepted)
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonNode done = await server.AcceptAsync(TestServer.Job(), "?wait=30");
        string[] ids = new string[accepted];
        for (int i = 0; i < accepted; i++)
        {
            ids[i] = (string)(await server.AcceptAsync(TestServer.Job(WaitingEngine.Name, $", \"seed\": {i}")))["id"]!;
        }

        await server.BegunAsync();
        using var crash = new TemporaryFolder();
        Copy(Path.Combine(server.Folder, "data"), crash.File("data"));
        await using InfillServer after = InfillServer.Create(new ServerOptions { Folder = crash.File("data"), Port = 0 }, OpenEngines(), new ServiceSurroundings(TimeProvider.System, _ => { }));

        (int again, int setAside) = await after.StartAsync(TestServer.Token);
        using var client = new HttpClient { BaseAddress = after.Address };

        Assert.Equal((1, 0), (again, setAside));
        foreach (string id in ids)
        {
            JsonNode end = JsonNode.Parse(await client.GetStringAsync($"/v1/jobs/{id}?wait=30", TestServer.Token))!;
            Assert.Equal("succeeded", (string)end["state"]!);
            Assert.Equal(id == ids[0] ? 2 : 1, (int)end["attempts"]!);
        }

        JsonNode kept = JsonNode.Parse(await client.GetStringAsync($"/v1/jobs/{done["id"]}", TestServer.Token))!;
        Assert.Equal(done["outputs"]!.ToJsonString(), kept["outputs"]!.ToJsonString());
        byte[] file = await client.GetByteArrayAsync((string)kept["outputs"]![0]!["url"]!, TestServer.Token);
        Assert.Equal((long)kept["outputs"]![0]!["bytes"]!, file.Length);
    }

    private static EngineCatalog OpenEngines()
    {
        var gate = new WaitingEngine.Gate();
        gate.Open();
        EngineCatalog engines = BuiltInEngines.CreateCatalog();
        engines.Add(new WaitingEngine(gate).Info, () => new WaitingEngine(gate));
        return engines;
    }

    // First the database and its log, then the files: a file comes before the row that names it.
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "blobs"));
        foreach (string name in (string[])["jobs.db", "jobs.db-wal"])
        {
            using FileStream source = new(Path.Combine(from, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream target = File.Create(Path.Combine(to, name));
            source.CopyTo(target);
        }

        foreach (string file in Directory.EnumerateFiles(Path.Combine(from, "blobs")))
        {
            File.Copy(file, Path.Combine(to, "blobs", Path.GetFileName(file)));
        }
    }
}
