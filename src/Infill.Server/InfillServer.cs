using System.Net;
using Infill.Engines;
using Infill.Server.Api;
using Infill.Server.Http;
using Infill.Server.Mcp;
using Infill.Server.Security;
using Infill.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Infill.Server;

/// <summary>The server: jobs from HTTP into a durable queue, and out of it results.</summary>
internal sealed class InfillServer : IAsyncDisposable
{
    private const int MostConnections = 2048;
    private const int MostHeaderBytes = 32 << 10;

    /// <summary>What a connection may send ahead of what is read.</summary>
    private const int MostBufferedBytes = 128 << 10;

    /// <summary>Bytes per second below which a body is cut off, as the framework has it.</summary>
    private const double SlowestBody = 240;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly JobService _service;
    private readonly UploadBudget _uploads;
    private readonly WebApplication _application;
    private readonly TelemetryExport? _export;

    private InfillServer(JobService service, KeyRing keys, Action<string> log)
    {
        _service = service;
        ServerOptions options = service.Parts.Options;
        Routes = RouteTable.All(service.Parts);
        _uploads = new UploadBudget(options.Limits.UploadBytes, options.Limits.BodyBytes);
        TimeProvider time = service.Parts.Time;
        _export = options.Otlp is Uri collector ? new TelemetryExport(collector) : null;
        var pipeline = new RequestPipeline(
            new HostGate(options.HostNames, options.Origins), keys, new RateGate(options.Limits.RequestsPerMinute, time), new RateGate(RequestPipeline.StrangersPerMinute, time), log)
        {
            Parts = service.Parts,
        };
        _application = Map(options, pipeline, new ToolTable(service.Parts, new OpenFolders([]), log));
    }

    /// <summary>All routes but /mcp, as mapped and as the OpenAPI document has them.</summary>
    public IReadOnlyList<Http.Route> Routes { get; }

    /// <summary>Where it listens; after <see cref="StartAsync"/>.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Claims the folder and puts the server together; nothing listens yet.</summary>
    /// <param name="options">Where to listen and work.</param>
    /// <param name="engines">What can fill.</param>
    /// <param name="around">Clock, log, networks.</param>
    /// <exception cref="ServerException">It cannot be started as asked for.</exception>
    public static InfillServer Create(ServerOptions options, EngineCatalog engines, ServiceSurroundings around)
    {
        var keys = new KeyRing(new KeyFile(options.Folder, around.Time), around.Time) { OpensWithoutKeys = IPAddress.IsLoopback(options.Address) };
        if (!IPAddress.IsLoopback(options.Address) && !keys.IsLocked)
        {
            throw new ServerException(
                $"The server would listen on {options.Address}, where others can reach it, and has no keys. Make one with 'infill serve keys add NAME', or listen on 127.0.0.1.");
        }

        return new InfillServer(JobService.Open(options, engines, around), keys, around.Log);
    }

    /// <summary>Listens, and begins to work.</summary>
    /// <returns>How many jobs wait again after an interruption, and how many were set aside.</returns>
    public async Task<(int Again, int SetAside)> StartAsync(CancellationToken cancellationToken)
    {
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        _service.Start();
        return _service.Recovered;
    }

    /// <summary>Stops listening, gives running jobs back and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var patience = new CancellationTokenSource(StopPatience))
        {
            await _application.StopAsync(patience.Token).ConfigureAwait(false);
        }

        await _application.DisposeAsync().ConfigureAwait(false);

        // Before the meters end: the collector gets what they last showed.
        _export?.Dispose();
        await _service.DisposeAsync().ConfigureAwait(false);
    }

    private WebApplication Map(ServerOptions options, RequestPipeline pipeline, ToolTable tools)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit(options.Limits);
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.MaxRequestBufferSize = MostBufferedBytes;
            kestrel.Limits.RequestHeadersTimeout = options.Limits.Patience;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBody, options.Limits.Patience / 2);
            kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        McpEndpoint.AddTo(builder.Services, tools.Configure);
        WebApplication application = builder.Build();
        application.Use((context, next) => pipeline.InvokeAsync(context, _ => next(context)));
        application.UseRouting();
        foreach (Http.Route route in Routes)
        {
            application.MapMethods(route.Pattern, MethodsOf(route), Guarded(route, pipeline));
        }

        McpEndpoint.Map(application, pipeline, SpooledAsync);
        ApiPage.Map(application);
        return application;
    }

    // Whoever may get something may ask for its head alone; events have no end that could be told before.
    private static string[] MethodsOf(Http.Route route) =>
        route.Method == HttpMethods.Get && !route.Gives.Any(given => given.Media == EventStream.Media) ? [HttpMethods.Get, HttpMethods.Head] : [route.Method];

    // JSON carries a picture in base64, which is a third longer.
    private static long BodyLimit(ServerLimits limits) => (limits.BodyBytes / 3 * 4) + (1 << 20);

    private RequestDelegate Guarded(Http.Route route, RequestPipeline pipeline) => context =>
    {
        context.Items[typeof(Http.Route)] = route;
        if (!route.IsOpen)
        {
            pipeline.Authenticate(context, HostGate.IsSafe(route.Method) ? KeyScope.Read : KeyScope.Write);
        }

        if (route.Stores)
        {
            _service.Parts.Health.Require();
        }

        // A job that came before under the same key is answered with, whether there is room or not.
        if (route.Queues && context.Request.Headers[JobRoutes.KeyHeader].Count == 0)
        {
            _service.Parts.Desk.RequireRoom(_service.Parts.Options.Limits.Queue.Length);
        }

        if (route.Stores)
        {
            _service.Parts.RequireRoom(context.Caller().Owner);
        }

        return SpooledAsync(context, route.Handler);
    };

    private async Task SpooledAsync(HttpContext context, RequestDelegate next)
    {
        // The framework knows of a body before any of it has come: by its length, or because it comes in chunks.
        bool hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        // A body that is too long by its own word is refused when it is read, and is not on its way.
        ServerLimits limits = _service.Parts.Options.Limits;
        long share = context.Request.ContentLength > BodyLimit(limits) ? 0 : _uploads.Take(context.Request.ContentLength, hasBody);
        try
        {
            using JsonSpool? spool = await _service.Parts.Shelf.TakeAsync(context, limits.BodyBytes).ConfigureAwait(false);
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            _uploads.Release(share);
        }
    }
}
