using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infill.Imaging;
using Infill.Server.Tests.Support;
using Infill.Tests.Cli.Support;

namespace Infill.Server.Tests.Faults;

/// <summary>The life of a server from its first start to a kill, with twenty jobs, as its system calls.</summary>
public sealed partial class RecordedLife : IAsyncLifetime
{
    private const int Jobs = 20;
    private const string Calls = "openat,write,pwrite64,fsync,fdatasync,rename,unlink,ftruncate,sendmsg,sendto,writev";

    private readonly CliFolder _folder = new();

    /// <summary>The data folder as the server knew it.</summary>
    public string Root => _folder["data"];

    /// <summary>Content hash of a job's picture by the job's id.</summary>
    public Dictionary<string, string> Pictures { get; } = new(StringComparer.Ordinal);

    internal List<Syscall> Life { get; private set; } = [];

    /// <summary>The id of the job that an answer accepts, or null if a call sends no such answer.</summary>
    internal static string? AcceptedBy(Syscall call) =>
        call.Name is "sendmsg" or "sendto" or "write" or "writev" && call.AllData is { Length: > 20 } data && data.AsSpan().StartsWith("HTTP/1.1 202"u8)
            ? Location().Match(Encoding.ASCII.GetString(data)).Groups[1].Value
            : null;

    public async ValueTask InitializeAsync()
    {
        if (!Strace.IsHere)
        {
            return;
        }

        string log = _folder["strace.log"];
        var start = new ProcessStartInfo("strace",
        [
            "-f", "-y", "-xx", "-s", "400000", "-e", $"trace={Calls}", "-o", log,
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll"), "serve", "--no-settings", "--port", "0", "--data", Root,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        _folder.Isolate(start.Environment);
        using Process strace = Process.Start(start)!;
        strace.ErrorDataReceived += (_, _) => { };
        strace.BeginErrorReadLine();
        string line = await strace.StandardOutput.ReadLineAsync(TestServer.Token) ?? throw new InvalidOperationException("The server does not start under strace.");
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[^1]) };
        await Task.WhenAll(Enumerable.Range(0, 2).Select(half => SendAsync(client, half)));
        foreach (string id in Pictures.Keys)
        {
            JsonNode end = JsonNode.Parse(await client.GetStringAsync($"/v1/jobs/{id}?wait=60", TestServer.Token))!;
            Assert.Equal("succeeded", (string)end["state"]!);
        }

        string server = File.ReadLines(log).First().Split(' ')[0];
        Process.Start("kill", ["-KILL", server]).WaitForExit();
        await strace.WaitForExitAsync(TestServer.Token);
        Life = Syscall.Read(File.ReadLines(log));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(HttpClient client, int half)
    {
        for (int i = half; i < Jobs; i += 2)
        {
            // Two jobs have the same picture: its file is there already when the second comes.
            byte[] photo = TestServer.Photo(seed: 1 + (i / 4 * 4));
            using var form = new MultipartFormDataContent { { new StringContent(TestServer.Job(more: $", \"seed\": {i}")), "job" }, { new ByteArrayContent(photo), "image", "a.png" } };
            using HttpResponseMessage response = await client.PostAsync("/v1/jobs", form, TestServer.Token);
            string id = (string)(await TestServer.ReadAsync(response))["id"]!;
            lock (Pictures)
            {
                Pictures[id] = Sha256.Hash(photo);
            }
        }
    }

    [GeneratedRegex("(?i)location: /v1/jobs/([0-9a-f]{32})")]
    private static partial Regex Location();
}
