using System.CommandLine;
using System.Net;
using Infill.Cli.Jobs;
using Infill.Cli.Serving;
using Infill.Server;
using Infill.Server.Decoding;
using Infill.Server.Fetching;
using Infill.Server.Jobs;

namespace Infill.Cli.Options;

/// <summary>Where the server listens, where it works, and how much it takes.</summary>
internal sealed class ServeOptions
{
    private const int MostWaiting = 10_000;
    private const long BytesPerMegabyte = 1 << 20;
    private const long PixelsPerMegapixel = 1_000_000;

    private readonly Option<string?> _host = ValueOption.Text("--host", "ADDRESS",
        "Address to listen on (default 127.0.0.1); 0.0.0.0 is all of the machine's. Others than loopback only with keys ('infill serve keys').");

    private readonly Option<int?> _port = ValueOption.Whole("--port", "Port to listen on (default 7060); 0 takes any free one.", 0, 65535);

    private readonly Option<string?> _data = DataFolder();

    private readonly Option<string[]> _hostNames = Repeated("--host-name", "NAME", "A further host name that requests may name, as behind a proxy; may be repeated.");

    private readonly Option<string[]> _origins = Repeated("--origin", "ORIGIN", "A further origin, such as https://edit.example, whose pages may send requests; may be repeated.");

    private readonly Option<string[]> _fetch = Repeated("--allow-fetch", "HOST", "A host that pictures may be fetched from when a request names them by URL (default: nothing is fetched); may be repeated.");

    private readonly Option<int?> _jobs = ValueOption.Whole("--jobs", "Jobs that run at once (default 1: an engine uses all cores).", 1, 64);

    private readonly Option<int?> _queue = ValueOption.Whole("--queue", "Jobs that may wait (default 100); more are told to come again.", 1, MostWaiting);

    private readonly Option<int?> _perKey = ValueOption.Whole("--queue-per-key", "Jobs of one key that may wait (default: as many as --queue).", 1, MostWaiting);

    private readonly Option<int?> _quota = ValueOption.Whole("--quota", "Megabytes on the disk that one key's pictures and results may take (default 8192).", 1, 10_000_000);

    private readonly Option<int?> _rate = ValueOption.Whole("--rate", "Requests per minute of one key, or of one address where there are no keys (default 3000).", 1, 1_000_000);

    private readonly Option<int?> _memory = ValueOption.Whole("--memory-budget", "Megabytes that running jobs may take together (default: half of the machine's); a job that would need more is refused.", 256, 10_000_000);

    private readonly Option<int?> _leastFree = ValueOption.Whole("--min-free", "Free megabytes on the disk below which nothing new is accepted (default 256).", 0, 10_000_000);

    private readonly Option<int?> _keep = ValueOption.Whole("--keep", "Hours for which results and sent pictures are kept (default 24).", 1, 24 * 365);

    private readonly Option<int?> _maxBody = ValueOption.Whole("--max-body", "Largest picture file in megabytes (default 64).", 1, 2000);

    private readonly Option<int?> _maxMegapixels = ValueOption.Whole("--max-megapixels", "Refuse larger pictures before decoding them (default 100).", 1, 2000);

    private readonly Option<string?> _logFormat = ValueOption.Word("--log-format", "How stderr tells what happens: faults as text, or every job and refusal as lines of JSON (default text).", "text", "json");

    private readonly Option<string?> _otlp = ValueOption.Text("--otlp", "URL",
        "Send spans and metrics to this collector, such as http://127.0.0.1:4318 (OTLP over HTTP; default: OTEL_EXPORTER_OTLP_ENDPOINT, else nothing is sent).");

    private readonly Option<string?> _model = ModelFile();

    private readonly Option<string?> _eraser = StageOptions.ErasingFile();

    /// <summary>Refuses addresses that are none.</summary>
    public ServeOptions()
    {
        _host.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError($"--host is '{Shell.Shorten(result.Tokens[0].Value)}'; it must be an address such as 127.0.0.1, 0.0.0.0 or ::1.");
            }
        });
        _otlp.Validators.Add(result =>
        {
            if (ToCollector(result.Tokens[0].Value) is null)
            {
                result.AddError($"--otlp is '{Shell.Shorten(result.Tokens[0].Value)}'; it must be an address such as http://127.0.0.1:4318.");
            }
        });
    }

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command) =>
        Array.ForEach<Option>(
            [_host, _port, _data, _hostNames, _origins, _fetch, _jobs, _queue, _perKey, _quota, _rate, _memory, _leastFree, _keep, _maxBody, _maxMegapixels, _logFormat, _otlp, _model, _eraser], command.Add);

    /// <summary>The folder of the server's data, for all commands that look into it.</summary>
    public static Option<string?> DataFolder() => ValueOption.Text("--data", "FOLDER",
        "Folder of jobs, pictures and keys (default: INFILL_DATA, else infill/server in the user's data folder).");

    /// <summary>The server that was asked for.</summary>
    public ServerOptions Read(ParseResult parsed)
    {
        var limits = new ServerLimits();
        int waiting = parsed.GetValue(_queue) ?? limits.Queue.Length;
        return new ServerOptions
        {
            Folder = parsed.GetValue(_data) ?? ServePlaces.Default(Environment.GetEnvironmentVariable),
            Address = IPAddress.Parse(parsed.GetValue(_host) ?? "127.0.0.1"),
            Port = parsed.GetValue(_port) ?? ServerOptions.DefaultPort,
            HostNames = parsed.GetValue(_hostNames) ?? [],
            Origins = parsed.GetValue(_origins) ?? [],
            Decoder = new DecoderOptions { Command = DecoderCommand.Find() },
            Fetch = parsed.GetValue(_fetch) is { Length: > 0 } hosts ? new FetchOptions { Hosts = hosts } : null,
            Version = ProgramVersion.Text,
            Otlp = ToCollector(parsed.GetValue(_otlp) ?? Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")),
            Limits = limits with
            {
                BodyBytes = parsed.GetValue(_maxBody) is int megabytes ? megabytes * BytesPerMegabyte : limits.BodyBytes,
                Pixels = parsed.GetValue(_maxMegapixels) is int megapixels ? megapixels * PixelsPerMegapixel : limits.Pixels,
                Queue = new QueueBounds(waiting, parsed.GetValue(_perKey) ?? waiting)
                {
                    BytesPerOwner = parsed.GetValue(_quota) is int quota ? quota * BytesPerMegabyte : limits.Queue.BytesPerOwner,
                },
                MemoryBytes = parsed.GetValue(_memory) is int budget ? budget * BytesPerMegabyte : limits.MemoryBytes,
                RequestsPerMinute = parsed.GetValue(_rate) ?? limits.RequestsPerMinute,
                LeastFreeBytes = parsed.GetValue(_leastFree) is int free ? free * BytesPerMegabyte : limits.LeastFreeBytes,
                Retention = parsed.GetValue(_keep) is int hours ? TimeSpan.FromHours(hours) : limits.Retention,
                Workers = parsed.GetValue(_jobs) ?? limits.Workers,
            },
        };
    }

    /// <summary>True if the log shall be lines of JSON.</summary>
    public bool ReadJsonLog(ParseResult parsed) => parsed.GetValue(_logFormat) == "json";

    /// <summary>The model of the engine sd, for all commands that keep engines ready.</summary>
    public static Option<string?> ModelFile() => ValueOption.Text("--model", "PATH|ID",
        "A Stable Diffusion model for the engine sd, as for 'infill replace' (default: no model).");

    /// <summary>The engines that the server shall have.</summary>
    public JobArguments ReadEngines(ParseResult parsed) => ToEngines(parsed.GetValue(_model), parsed.GetValue(_eraser));

    /// <summary>Engines as a job that asks for them.</summary>
    /// <param name="model">Path or id of a model, or null.</param>
    /// <param name="eraser">Path of an eraser's file, or null.</param>
    public static JobArguments ToEngines(string? model, string? eraser) => new()
    {
        Workflow = "serve",
        Source = new SourceArguments { Image = "" },
        Fill = new FillArguments { Eraser = eraser is null ? null : Path.GetFullPath(eraser) },
        Model = model is null ? null : new ModelArguments { Path = model },
    };

    private static Uri? ToCollector(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;

    private static Option<string[]> Repeated(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore };
}
