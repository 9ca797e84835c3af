using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Infill.Server.Jobs;
using Infill.Server.Security;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Http;

/// <summary>Slow clients are cut off, and a request that is refused costs little while it lasts.</summary>
[CollectionDefinition(nameof(RefusalTests), DisableParallelization = true)]
[Collection(nameof(RefusalTests))]
public sealed class RefusalTests
{
    private const int Connections = 40;
    private const int BodyBytes = 3_000_000;
    private const int Rounds = 3;
    private const long MostBytesPerConnection = 1 << 20;

    [Theory]
    [InlineData("GET /v1/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", "a")]
    [InlineData("POST /v1/images HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n", "a")]
    [InlineData("POST /v1/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n[", " ")]
    [InlineData("POST /v1/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\n", "a")]
    public async Task Request_ThatDripsIn_IsCutOff(string start, string drop)
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Patience = TimeSpan.FromSeconds(3) });
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, TestServer.Token);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start), TestServer.Token);
        Task<string> answer = ReadAsync(stream);
        long begin = Stopwatch.GetTimestamp();
        while (!answer.IsCompleted && Stopwatch.GetElapsedTime(begin).TotalSeconds < 40)
        {
            await DripAsync(stream, drop);
            await Task.Delay(200, TestServer.Token);
        }

        Assert.True(answer.IsCompleted, "The server waits for ever.");
        Assert.Matches("^(HTTP/1.1 408 |$)", await answer);
        Assert.Equal("live", (string)(await server.GetAsync("/health/live"))["status"]!);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "incoming")));
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "no key", "401", "POST /v1/images HTTP/1.1\r\nContent-Type: image/png\r\nContent-Length: 3000000\r\n" },
        { "too long", "413", "POST /v1/images HTTP/1.1\r\nContent-Type: image/png\r\nContent-Length: 900000000\r\n" },
        { "no picture", "422", "POST /v1/images HTTP/1.1\r\nContent-Type: image/png\r\nContent-Length: 3000000\r\n" },
        { "no base64", "422", "POST /v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n" },
        { "no JSON", "4", "POST /sdapi/v1/img2img HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n" },
        { "long text", "413", "POST /v1/jobs HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 3000000\r\n" },
        { "long part header", "400", "POST /v1/jobs HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 3000000\r\n" },
        { "full queue", "429", "POST /v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n" },
    };

    // Forty clients push megabytes each, all at once; the peak beside what stood before is shared by them.
    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Request_ThatIsRefused_CostsLessThanAMegabytePerConnection(string kind, string status, string head)
    {
        await using TestServer server = await TestServer.StartAsync(new ServerLimits { Queue = new QueueBounds(kind == "full queue" ? 0 : 100) });
        string key = new KeyFile(Path.Combine(server.Folder, "data"), server.Clock).Add("alice", readOnly: false);
        string request = $"{head}Host: 127.0.0.1\r\nConnection: close\r\n{(kind == "no key" ? "" : $"Authorization: Bearer {key}\r\n")}\r\n";
        byte[] start = kind switch
        {
            "no base64" => Encoding.ASCII.GetBytes(request + """{"workflow": "fill", "image": {"base64": "AAAA"""),
            "no JSON" => Encoding.ASCII.GetBytes(request + "{\"init_images\": [["),
            "long part header" => Encoding.ASCII.GetBytes(request + "--b\r\nX: "),
            "long text" => Encoding.ASCII.GetBytes(request + "--b\r\nContent-Disposition: form-data; name=job\r\n\r\n"),
            _ => Encoding.ASCII.GetBytes(request),
        };
        string alone = await PushAsync(server.Client.BaseAddress!, start, BodyBytes - (start.Length - request.Length));
        (string[] answers, double each) = ([], double.MaxValue);

        // What else happens in the process only adds: the least of some rounds is nearest to what the requests cost.
        for (int round = 0; round < Rounds && each > MostBytesPerConnection; round++)
        {
            GC.Collect();
            long before = GC.GetTotalMemory(forceFullCollection: true), peak = 0;
            using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)), null, 0, 20);
            answers = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => PushAsync(server.Client.BaseAddress!, start, BodyBytes - (start.Length - request.Length))));
            each = Math.Min(each, Math.Max(0, peak - before) / (double)Connections);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {each / 1024:0} KB per connection"));
        Assert.InRange(each, 0, MostBytesPerConnection);
        Assert.All(answers, answer => Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 " + status, StringComparison.Ordinal), answer));
        Assert.Contains([alone, .. answers], answer => answer.Length > 0);
    }

    private static async Task<string> PushAsync(Uri address, byte[] start, int bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestServer.Token);
        NetworkStream stream = client.GetStream();
        Task<string> answer = ReadAsync(stream);
        try
        {
            await stream.WriteAsync(start, TestServer.Token);
            byte[] block = Encoding.ASCII.GetBytes(new string('!', 16 << 10));
            for (int left = bytes; left > 0 && !answer.IsCompleted; left -= block.Length)
            {
                await stream.WriteAsync(block.AsMemory(0, Math.Min(left, block.Length)), TestServer.Token);
            }
        }
        catch (Exception reason) when (reason is IOException or SocketException)
        {
            // The server has said its word and closed.
        }

        return await answer;
    }

    private static async Task DripAsync(NetworkStream stream, string drop)
    {
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(drop), TestServer.Token);
        }
        catch (IOException)
        {
            // It is cut off.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, TestServer.Token);
        }
        catch (IOException)
        {
            // Reset: the client had not sent all.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
