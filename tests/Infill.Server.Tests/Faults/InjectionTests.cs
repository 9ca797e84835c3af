using System.Net;
using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Faults;

/// <summary>Each operation of a job's life on the disk fails once, in three ways. The job is refused or runs to its end; the server goes on.</summary>
public sealed class InjectionTests
{
    private static readonly string[] Operations = ["pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "openat", "pread64", "fstat"];
    private static readonly string[] Errors = ["EIO", "ENOSPC", "EACCES"];

    /// <summary>Not a job's file but the system's own, of a timer that watches the decoder's memory.</summary>
    private static readonly (string, string, int) TheLookAtADecoder = ("openat", "EACCES", 4);

    /// <summary>INFILL_FAULTS=4 fails each operation at its first four times; otherwise at the first, in one way each.</summary>
    private static readonly int Depth = int.TryParse(Environment.GetEnvironmentVariable("INFILL_FAULTS"), out int depth) ? depth : 0;

    [Fact]
    public async Task Job_WhoseOperationFailsOnce_IsRefusedOrEndsOnceAndTheServerGoesOn()
    {
        Assert.SkipUnless(Strace.IsHere, Strace.Missing);
        using var folder = new CliFolder();
        using ServeProcess server = await ServeProcess.StartAsync(folder);
        var accepted = new List<string>();
        var statuses = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        await SendAsync(server.Client, accepted, seed: 1);
        int seed = 2;
        foreach ((string operation, string error, int when) in Cases())
        {
            try
            {
                int status = await InjectAsync(server, accepted, seed++, (operation, error, when));
                statuses.TryAdd(operation, []);
                statuses[operation].Add(status);
            }
            catch (Exception reason) when (reason is HttpRequestException or IOException)
            {
                Assert.Fail($"{operation} {error} {when}: {reason.Message} {server.Story}");
            }
        }

        foreach (string id in accepted)
        {
            JsonNode job = await EndAsync(server.Client, id);
            Assert.True((string)job["state"]! == "succeeded", $"{job.ToJsonString()} {server.Story}");
            byte[] file = await server.Client.GetByteArrayAsync((string)job["outputs"]![0]!["url"]!, TestServer.Token);
            Assert.Equal((string)job["outputs"]![0]!["sha256"]!, Sha256.Hash(file));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ", statuses.Select(pair => $"{pair.Key}: {string.Join(' ', pair.Value)}")));
        Assert.Equal(accepted.Count, accepted.Distinct().Count());
        Assert.Contains(statuses.Values.SelectMany(list => list), status => status == 503);
        Assert.Equal(0, server.Stop());
    }

    private static async Task<int> InjectAsync(ServeProcess server, List<string> accepted, int seed, (string Operation, string Error, int When) fault)
    {
        // A look at the store is believed for a while: the fault shall meet the job and not the look.
        await ReadyAsync(server.Client);
        using (await Strace.AttachAsync(server.Id, TestServer.Token, "-e", $"trace={fault.Operation}", "-e", $"inject={fault.Operation}:error={fault.Error}:when={fault.When}"))
        {
            (HttpStatusCode status, string body) = await SendAsync(server.Client, accepted, seed);
            Assert.True(status is HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable or HttpStatusCode.UnprocessableEntity, $"{fault}: {status} {body}");
            await Task.Delay(50, TestServer.Token);
            Assert.Equal("live", (string)JsonNode.Parse(await server.Client.GetStringAsync("/health/live", TestServer.Token))!["status"]!);
            return (int)status;
        }
    }

    private static IEnumerable<(string Operation, string Error, int When)> Cases() => Depth == 0
        ? [.. Operations.Select((operation, i) => (operation, Errors[i % Errors.Length], 1)), TheLookAtADecoder]
        : from operation in Operations from error in Errors from n in Enumerable.Range(1, Depth) select (operation, error, n);

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpClient client, List<string> accepted, int seed)
    {
        using var form = new MultipartFormDataContent { { new StringContent(TestServer.Job()), "job" }, { new ByteArrayContent(TestServer.Photo(seed: seed)), "image", "a.png" } };
        using HttpResponseMessage response = await client.PostAsync("/v1/jobs?wait=1", form, TestServer.Token);
        string body = await response.Content.ReadAsStringAsync(TestServer.Token);
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            accepted.Add((string)JsonNode.Parse(body)!["id"]!);
        }
        else
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        }

        return (response.StatusCode, body);
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        for (; ; )
        {
            using HttpResponseMessage ready = await client.GetAsync("/health/ready", TestServer.Token);
            if (ready.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(200, TestServer.Token);
        }
    }

    private static async Task<JsonNode> EndAsync(HttpClient client, string id)
    {
        JsonNode job;
        do
        {
            job = JsonNode.Parse(await client.GetStringAsync($"/v1/jobs/{id}?wait=20", TestServer.Token))!;
        }
        while (job["ended"] is null);
        return job;
    }
}
