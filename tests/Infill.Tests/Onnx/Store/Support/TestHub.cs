using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infill.Onnx.Store;
using Infill.Onnx.Store.Hub;

// Git's hash is what it is; no secret hangs on it.
#pragma warning disable CA5350

namespace Infill.Tests.Onnx.Store.Support;

/// <summary>A server on this machine that speaks the hub's protocol, as well or as badly as a test wants.</summary>
internal sealed class TestHub : IDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly TcpListener _listener;
    private readonly ConcurrentQueue<HubRequest> _requests = [];
    private readonly CancellationTokenSource _stop = new();

    public TestHub()
        : this(IPAddress.Loopback, 0)
    {
    }

    /// <summary>A server at an address of this machine; port 0 takes a free one.</summary>
    /// <exception cref="SocketException">The port is taken, or may not be had.</exception>
    public TestHub(IPAddress address, int port)
    {
        _listener = new TcpListener(address, port);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Contents by name; those above 1000 bytes are large files, the others git's.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers in place of the hub's own; null for that.</summary>
    public Func<HubRequest, HubAnswer?> Answer { get; set; } = _ => null;

    /// <summary>Changes the list before it is sent.</summary>
    public Action<JsonObject> EditList { get; set; } = _ => { };

    public string Name { get; init; } = "org/tiny";

    public string Endpoint => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public HubRequest[] Requests => [.. _requests];

    public HubRequest[] Downloads => [.. _requests.Where(r => !r.IsListing)];

    public HubOptions Options => new() { Endpoint = new Uri(Endpoint), IsOwnEndpoint = true, Pause = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromSeconds(5) };

    /// <summary>Pulls from this hub into a cache.</summary>
    public StoredModel Pull(string cache, string id = "org/tiny", PullOptions? options = null, HubOptions? hub = null, IProgress<PullProgress>? progress = null) =>
        new ModelStore(cache).PullFromAsync(hub ?? Options, ModelId.Parse(id), options ?? new PullOptions(), progress, TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    /// <summary>Files that make a pull of one part: a configuration, weights of random bytes, a card.</summary>
    public void AddPart(int bytes = 50_000, int seed = 1)
    {
        byte[] weights = new byte[bytes];
        new Random(seed).NextBytes(weights);
        Files["config.json"] = Encoding.UTF8.GetBytes("""{"_class_name":"AutoencoderTiny"}""");
        Files["diffusion_pytorch_model.safetensors"] = weights;
        Files["README.md"] = Encoding.UTF8.GetBytes("---\nlicense: mit\ntags:\n- x\n---\n# Tiny\n");
        Files["diffusion_pytorch_model.bin"] = [0x80, 2];
    }

    /// <summary>What a content is called in a cache.</summary>
    public static string HashOf(byte[] content) => content.Length > 1000
        ? Convert.ToHexStringLower(SHA256.HashData(content))
        : Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient open = client;
        try
        {
            NetworkStream stream = open.GetStream();
            HubRequest request = await ReadAsync(stream);
            _requests.Enqueue(request);
            await SendAsync(stream, Answer(request) ?? Own(request));
            if (open.Client.Connected)
            {
                open.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The other side has gone, which some tests want.
        }
    }

    private HubAnswer Own(HubRequest request)
    {
        if (request.IsListing)
        {
            return request.Path.StartsWith($"/api/models/{Name}/revision/", StringComparison.Ordinal) ? HubAnswer.Text(200, List().ToJsonString()) : HubAnswer.Text(404, "");
        }

        string prefix = $"/{Name}/resolve/{Commit}/";
        string name = request.Path.StartsWith(prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(request.Path[prefix.Length..]) : "";
        return Files.TryGetValue(name, out byte[]? content) ? Content(request, content) : HubAnswer.Text(404, "");
    }

    /// <summary>A file's answer, from the byte that was asked for.</summary>
    public static HubAnswer Content(HubRequest request, byte[] content) => request.From == 0 ? new HubAnswer(200, content)
        : request.From >= content.Length ? HubAnswer.Text(416, "")
        : new HubAnswer(206, content[request.From..], ("Content-Range", $"bytes {request.From}-{content.Length - 1}/{content.Length}"));

    private JsonObject List()
    {
        var list = new JsonObject
        {
            ["id"] = Name,
            ["sha"] = Commit,
            ["siblings"] = new JsonArray([.. Files.Select(file => Entry(file.Key, file.Value))]),
        };
        EditList(list);
        return list;
    }

    private static JsonObject Entry(string name, byte[] content)
    {
        var entry = new JsonObject { ["rfilename"] = name, ["size"] = content.Length, ["blobId"] = content.Length > 1000 ? new string('a', 40) : HashOf(content) };
        if (content.Length > 1000)
        {
            entry["lfs"] = new JsonObject { ["sha256"] = HashOf(content), ["size"] = content.Length, ["pointerSize"] = 134 };
        }

        return entry;
    }

    private static async Task<HubRequest> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
        {
            text.Append((char)one[0]);
        }

        string[] lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? throw new IOException("no request")
            : new HubRequest(lines[0].Split(' ')[1], lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(p => p[0].ToLowerInvariant(), p => p[1]));
    }

    private static async Task SendAsync(NetworkStream stream, HubAnswer answer)
    {
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} Answer\r\nConnection: close\r\n");
        if (!answer.IsEndless && answer.Announced != -1)
        {
            head.Append($"Content-Length: {answer.Announced ?? answer.Body.Length}\r\n");
        }

        foreach ((string name, string value) in answer.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        await stream.WriteAsync(answer.Body.AsMemory(0, Math.Min(answer.CutAfter ?? int.MaxValue, answer.Body.Length)));
        answer.Hold?.Wait(TimeSpan.FromSeconds(60));
        byte[] zeros = new byte[1 << 16];
        while (answer.IsEndless)
        {
            await stream.WriteAsync(zeros);
        }
    }
}
