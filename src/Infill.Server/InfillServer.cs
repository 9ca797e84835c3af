using System.Net;
using Infill.Engines;
using Infill.Server.Http;
using Infill.Server.Running;
using Infill.Server.Security;
using Infill.Server.Storage;
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

    private readonly DataFolder _folder;
    private readonly Database _database;
    private readonly ServerParts _parts;
    private readonly Housekeeping _housekeeping;
    private readonly WebApplication _application;

    private InfillServer(ServerOptions options, EngineCatalog engines, TimeProvider time, Action<string> log)
    {
        var keys = new KeyRing(new KeyFile(options.Folder, time));
        RequireKeysOutside(options, keys);
        _folder = DataFolder.Claim(options.Folder);
        try
        {
            _database = Database.Open(_folder.DatabasePath);
            var feed = new JobFeed();
            _parts = Build(options, engines, time, log, feed);
            _housekeeping = new Housekeeping(_parts, feed, log);
            Routes = RouteTable.All(_parts);
            _application = Map(options, new RequestPipeline(new HostGate(options.HostNames, options.Origins), keys, log));
        }
        catch
        {
            _database?.Dispose();
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>All routes, as mapped and as the OpenAPI document has them.</summary>
    public IReadOnlyList<Http.Route> Routes { get; }

    /// <summary>Where it listens; after <see cref="StartAsync"/>.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Claims the folder and puts the server together; nothing listens yet.</summary>
    /// <param name="options">Where to listen and work.</param>
    /// <param name="engines">What can fill.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Gets one line per fault.</param>
    /// <exception cref="ServerException">It cannot be started as asked for.</exception>
    public static InfillServer Create(ServerOptions options, EngineCatalog engines, TimeProvider time, Action<string> log) => new(options, engines, time, log);

    /// <summary>Brings interrupted jobs back into the queue, listens, and begins to work.</summary>
    /// <returns>How many jobs wait again after an interruption, and how many were set aside.</returns>
    public async Task<(int Again, int SetAside)> StartAsync(CancellationToken cancellationToken)
    {
        (int Again, int SetAside) recovered = _parts.Queue.Recover();
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        _parts.Workers.Start(_parts.Options.Limits.Workers);
        _housekeeping.Start();
        return recovered;
    }

    /// <summary>Stops listening, gives running jobs back and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _housekeeping.StopAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
        {
            await _application.StopAsync(patience.Token).ConfigureAwait(false);
        }

        await _parts.Workers.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _housekeeping.Dispose();
        _parts.Workers.Dispose();
        _parts.Check.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private static void RequireKeysOutside(ServerOptions options, KeyRing keys)
    {
        if (!IPAddress.IsLoopback(options.Address) && !keys.IsLocked)
        {
            throw new ServerException(
                $"The server would listen on {options.Address}, where others can reach it, and has no keys. Make one with 'infill serve keys add NAME', or listen on 127.0.0.1.");
        }
    }

    private ServerParts Build(ServerOptions options, EngineCatalog engines, TimeProvider time, Action<string> log, JobFeed feed)
    {
        var blobs = new FolderBlobStore(_folder.Path);
        var store = new SqliteJobStore(_database, time, options.Limits.Queue);
        var queue = new SqliteJobQueue(_database, time);
        var maker = new RequestMaker(blobs, options.Limits.ToLoadOptions());
        var check = new JobCheck(maker, engines);
        var workers = new JobWorkers(store, queue, new JobRun(maker, engines, blobs, time), feed, time) { Complain = log };
        return new ServerParts
        {
            Options = options,
            Engines = engines,
            Desk = new JobDesk(store, queue, workers, feed, check),
            Check = check,
            Blobs = blobs,
            Pictures = new SqlitePictureIndex(_database),
            Queue = queue,
            Workers = workers,
            Collector = new Collector(_database, blobs, time, options.Limits.Retention),
            Time = time,
        };
    }

    private WebApplication Map(ServerOptions options, RequestPipeline pipeline)
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
        WebApplication application = builder.Build();
        application.Use((context, next) => pipeline.InvokeAsync(context, _ => next(context)));
        application.UseRouting();
        foreach (Http.Route route in Routes)
        {
            application.MapMethods(route.Pattern, [route.Method], route.IsOpen ? route.Handler : Guarded(route, pipeline));
        }

        return application;
    }

    // JSON carries a picture in base64, which is a third longer.
    private static long BodyLimit(ServerLimits limits) => (limits.BodyBytes / 3 * 4) + (1 << 20);

    private static RequestDelegate Guarded(Http.Route route, RequestPipeline pipeline) => context =>
    {
        context.Items[typeof(Http.Route)] = route;
        pipeline.Authenticate(context);
        return route.Handler(context);
    };
}
