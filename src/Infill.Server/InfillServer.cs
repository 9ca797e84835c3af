using System.Net;
using Infill.Engines;
using Infill.Server.Http;
using Infill.Server.Mcp;
using Infill.Server.Security;
using Infill.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Infill.Server;

/// <summary>The server: jobs from HTTP into a durable queue, and out of it results.</summary>
internal sealed class InfillServer : IAsyncDisposable
{
    private const int MostConnections = 512;
    private const int MostHeaderBytes = 32 << 10;
    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly JobService _service;
    private readonly WebApplication _application;
    private readonly TelemetryExport? _export;

    private InfillServer(JobService service, KeyRing keys, Action<string> log)
    {
        _service = service;
        ServerOptions options = service.Parts.Options;
        Routes = RouteTable.All(service.Parts);
        _export = options.Otlp is Uri collector ? new TelemetryExport(collector) : null;
        _application = Map(options, new RequestPipeline(new HostGate(options.HostNames, options.Origins), keys, log) { Parts = service.Parts }, new ToolTable(service.Parts, new OpenFolders([]), log));
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
        var keys = new KeyRing(new KeyFile(options.Folder, around.Time));
        if (!IPAddress.IsLoopback(options.Address) && !keys.IsLocked)
        {
            throw new ServerException(
                $"The server would listen on {options.Address}, where others can reach it, and has no keys. Make one with 'infill serve keys add NAME', or listen on 127.0.0.1.");
        }

        return new InfillServer(JobService.Open(options, engines, around), keys, around.Log);
    }

    /// <summary>Brings interrupted jobs back into the queue, listens, and begins to work.</summary>
    /// <returns>How many jobs wait again after an interruption, and how many were set aside.</returns>
    public async Task<(int Again, int SetAside)> StartAsync(CancellationToken cancellationToken)
    {
        (int Again, int SetAside) recovered = _service.Recover();
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        _service.Start();
        return recovered;
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
            kestrel.Limits.RequestHeadersTimeout = HeaderPatience;
            kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        McpEndpoint.AddTo(builder.Services, tools.Configure);
        WebApplication application = builder.Build();
        application.Use((context, next) => pipeline.InvokeAsync(context, _ => next(context)));
        application.UseRouting();
        foreach (Http.Route route in Routes)
        {
            application.MapMethods(route.Pattern, [route.Method], Guarded(route, pipeline));
        }

        McpEndpoint.Map(application, pipeline);
        ApiPage.Map(application);
        return application;
    }

    // JSON carries a picture in base64, which is a third longer.
    private static long BodyLimit(ServerLimits limits) => (limits.BodyBytes / 3 * 4) + (1 << 20);

    private static RequestDelegate Guarded(Http.Route route, RequestPipeline pipeline) => context =>
    {
        context.Items[typeof(Http.Route)] = route;
        if (!route.IsOpen)
        {
            pipeline.Authenticate(context);
        }

        return route.Handler(context);
    };
}
