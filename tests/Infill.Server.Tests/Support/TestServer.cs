using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Server.Fetching;
using Infill.Server.Telemetry;
using Infill.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Infill.Server.Tests.Support;

/// <summary>A server in this process on a free port, over a folder of its own, and a client of it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string? _elsewhere;
    private InfillServer? _server;

    private TestServer()
    {
    }

    public WaitingEngine.Gate Gate { get; private set; } = new();

    public Clock Clock { get; } = new();

    public List<string> Log { get; } = [];

    /// <summary>The log as JSON, line by line.</summary>
    public ConcurrentQueue<string> Entries { get; } = new();

    public DiscProposer Proposer { get; } = new();

    public Uri? Otlp { get; private init; }

    public HttpClient Client { get; private set; } = new();

    public string Folder => _elsewhere ?? _folder.Path;

    public InfillServer Server => _server!;

    public ServerLimits Limits { get; private init; } = new();

    /// <summary>Processes that decode; null = this one does.</summary>
    public DecoderOptions? Decoder { get; private init; }

    public FetchOptions? Fetch { get; private init; }

    public string[] Origins { get; private init; } = [];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestServer> StartAsync(
        ServerLimits? limits = null, DecoderOptions? decoder = null, string[]? origins = null, string? folder = null, FetchOptions? fetch = null, Uri? otlp = null)
    {
        var server = new TestServer { Limits = limits ?? new ServerLimits(), Decoder = decoder, Origins = origins ?? [], _elsewhere = folder, Fetch = fetch, Otlp = otlp };
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Stops the server in order, if it runs, and starts another one on the same folder.</summary>
    public async Task<(int Again, int SetAside)> StartAgainAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            Gate = new WaitingEngine.Gate();
        }

        EngineCatalog engines = BuiltInEngines.CreateCatalog();
        WaitingEngine.Gate gate = Gate;
        engines.Add(new WaitingEngine(gate).Info, () => new WaitingEngine(gate));
        _server = InfillServer.Create(
            new ServerOptions { Folder = Path.Combine(Folder, "data"), Port = 0, Limits = Limits, Decoder = Decoder, Origins = Origins, Fetch = Fetch, Otlp = Otlp },
            engines,
            new ServiceSurroundings(Clock, Log.Add, Proposer, new ServerLog(Entries.Enqueue, isJson: true, Clock)));
        (int, int) recovered = await _server.StartAsync(Token);
        Client.Dispose();
        Client = new HttpClient { BaseAddress = _server.Address };
        return recovered;
    }

    /// <summary>Another program writes to the database until this is disposed of.</summary>
    public async Task<SqliteConnection> HoldDatabaseAsync()
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(Folder, "data", "jobs.db")};Pooling=False");
        await other.OpenAsync(Token);
        using SqliteCommand hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();
        return other;
    }

    /// <summary>A small photo's PNG file.</summary>
    public static byte[] Photo(int width = 48, int height = 40, int seed = 1) => ImageFile.Encode(Pictures.Noise(width, height, seed: seed), FileFormat.Png);

    /// <summary>Sends a job in one form.</summary>
    public Task<HttpResponseMessage> PostFormAsync(string job, byte[] photo, string query = "", byte[]? mask = null, byte[]? exclude = null)
    {
        var form = new MultipartFormDataContent { { new StringContent(job), "job" }, { new ByteArrayContent(photo), "image", "photo.png" } };
        foreach ((byte[]? file, string name) in ((byte[]?, string)[])[(mask, "mask"), (exclude, "exclude")])
        {
            if (file is not null)
            {
                form.Add(new ByteArrayContent(file), name, name + ".png");
            }
        }

        return Client.PostAsync("/v1/jobs" + query, form, Token);
    }

    /// <summary>Sends a job that is expected to be accepted; its record.</summary>
    public async Task<JsonNode> AcceptAsync(string job, string query = "")
    {
        using HttpResponseMessage response = await PostFormAsync(job, Photo(), query);
        JsonNode record = await ReadAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{response.StatusCode}: {record}");
        return record;
    }

    /// <summary>A job for an engine, over a mask in the middle.</summary>
    public static string Job(string engine = "smooth", string more = "") =>
        $$"""{"workflow": "fill", "engine": "{{engine}}", "mask": {"expression": "rect:20,15,8,6"}{{more}}}""";

    /// <summary>Sends a picture ahead; its id.</summary>
    public async Task<string> SendImageAsync(byte[] photo)
    {
        using var content = new ByteArrayContent(photo);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using HttpResponseMessage response = await Client.PostAsync("/v1/images", content, Token);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (string)(await ReadAsync(response))["id"]!;
    }

    public Task<HttpResponseMessage> PostJsonAsync(string path, string json) =>
        Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Token);

    public async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(path, Token);
        return await ReadAsync(response);
    }

    public Task<JsonNode> WaitAsync(JsonNode job) => GetAsync($"/v1/jobs/{job["id"]}?wait=30");

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;

    /// <summary>Waits until an engine of this server has begun to work.</summary>
    public async Task BegunAsync(int times = 1)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (Gate.Begun < times)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
        _folder.Dispose();
    }
}
