using System.Text.Json.Nodes;
using Infill.Server.Telemetry;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Telemetry;

/// <summary>The log tells what became of each job, and nothing of what is in it.</summary>
public sealed class ServerLogTests
{
    [Fact]
    public async Task Entries_OfAJob_CarryItsIdFromAcceptanceToItsEnd()
    {
        await using TestServer server = await TestServer.StartAsync();
        string id = (string)(await server.AcceptAsync(TestServer.Job(), "?wait=60"))["id"]!;

        JsonNode[] ofJob = [.. await EntriesAsync(server, entry => (string?)entry["event"] == "job.ended")];

        Assert.Equal(["job.accepted", "job.started", "job.ended"], ofJob.Where(entry => (string?)entry["job"] == id).Select(entry => (string)entry["event"]!));
        JsonNode end = ofJob.Single(entry => (string?)entry["event"] == "job.ended");
        Assert.Equal(("info", "succeeded", "smooth", "fill"), ((string)end["level"]!, (string)end["state"]!, (string)end["engine"]!, (string)end["workflow"]!));
        Assert.True((double)end["seconds"]! >= 0);
    }

    [Fact]
    public async Task Entries_OfARefusalWithSecretsInIt_HoldNoneOfThem()
    {
        const string Secret = "my-private-words";
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage refused = await server.PostFormAsync($$$"""{"workflow": "fill", "prompt": "{{{Secret}}}", "mask": {"expression": "rect:20,15,8,6"}}""", TestServer.Photo());
        using HttpResponseMessage lost = await server.Client.GetAsync($"/v1/{Secret}", TestServer.Token);

        JsonNode[] entries = [.. await EntriesAsync(server, entry => (string?)entry["event"] == "request.refused")];

        Assert.Equal(("/v1/jobs", 422, "invalid-request"), ((string)entries[0]["route"]!, (int)entries[0]["status"]!, (string)entries[0]["code"]!));
        Assert.DoesNotContain(server.Entries, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void Fault_AsTextOrJson_IsTheSameSentence()
    {
        var lines = new List<string>();
        new ServerLog(lines.Add, isJson: false, TimeProvider.System).Fault("The disk is full.");
        new ServerLog(lines.Add, isJson: true, TimeProvider.System).Fault("The disk is full.");

        Assert.Equal("The disk is full.", lines[0]);
        JsonNode entry = JsonNode.Parse(lines[1])!;
        Assert.Equal(("error", "fault", "The disk is full."), ((string)entry["level"]!, (string)entry["event"]!, (string)entry["message"]!));
    }

    // The end is told a moment after the client hears of it.
    private static async Task<IEnumerable<JsonNode>> EntriesAsync(TestServer server, Func<JsonNode, bool> last)
    {
        for (int i = 0; i < 500 && !server.Entries.Select(line => JsonNode.Parse(line)!).Any(last); i++)
        {
            await Task.Delay(10, TestServer.Token);
        }

        return server.Entries.Select(line => JsonNode.Parse(line)!);
    }
}
