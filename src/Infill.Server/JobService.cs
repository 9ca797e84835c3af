using Infill.Engines;
using Infill.Onnx.MaskModels;
using Infill.Server.Decoding;
using Infill.Server.Fetching;
using Infill.Server.Http;
using Infill.Server.Pyramids;
using Infill.Server.Running;
using Infill.Server.Storage;
using Infill.Server.Telemetry;

namespace Infill.Server;

/// <summary>Durable jobs over one folder, without a way in: HTTP and tools are put in front of it.</summary>
internal sealed class JobService : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly Database _database;
    private readonly Housekeeping _housekeeping;
    private readonly MaskModelShelf _shelf = new(Environment.GetEnvironmentVariable);

    private JobService(DataFolder folder, Database database, ServerOptions options, EngineCatalog engines, ServiceSurroundings around)
    {
        (_folder, _database) = (folder, database);
        var feed = new JobFeed();
        Parts = Build(options, engines, around, feed);
        Parts.Meter.Observe(Parts);
        _housekeeping = new Housekeeping(Parts, feed, around.Log);
    }

    /// <summary>What ways in work with.</summary>
    public ServerParts Parts { get; }

    /// <summary>Claims the folder and opens the store; nothing runs yet.</summary>
    /// <param name="options">Folder and limits.</param>
    /// <param name="engines">What can fill.</param>
    /// <param name="around">Clock and log.</param>
    /// <exception cref="ServerException">The folder or its database cannot be used.</exception>
    public static JobService Open(ServerOptions options, EngineCatalog engines, ServiceSurroundings around)
    {
        DataFolder folder = DataFolder.Claim(options.Folder);
        Database? database = null;
        try
        {
            database = Database.Open(folder.DatabasePath);
            return new JobService(folder, database, options, engines, around);
        }
        catch
        {
            database?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Brings interrupted jobs back into the queue; before anyone can ask.</summary>
    /// <returns>How many wait again, and how many were set aside.</returns>
    public (int Again, int SetAside) Recover() => Parts.Queue.Recover();

    /// <summary>Begins to work.</summary>
    public void Start()
    {
        Parts.Workers.Start(Parts.Options.Limits.Workers);
        _housekeeping.Start();
    }

    /// <summary>Gives running jobs back and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _housekeeping.StopAsync().ConfigureAwait(false);
        await Parts.Workers.StopAsync().ConfigureAwait(false);
        _housekeeping.Dispose();
        Parts.Workers.Dispose();
        Parts.Board.Dispose();
        Parts.Meter.Dispose();
        Parts.Check.Dispose();
        Parts.Decoder.Dispose();
        Parts.Fetcher?.Dispose();
        _shelf.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private ServerParts Build(ServerOptions options, EngineCatalog engines, ServiceSurroundings around, JobFeed feed)
    {
        TimeProvider time = around.Time;
        var blobs = new FolderBlobStore(_folder.Path);
        var store = new SqliteJobStore(_database, time, options.Limits.Queue, blobs);
        var queue = new SqliteJobQueue(_database, time);
        IPictureDecoder decoder = options.Decoder is DecoderOptions processes ? new DecoderPool(processes, around.Log) : new OwnDecoder();
        var maker = new RequestMaker(blobs, options.Limits.ToLoadOptions(), decoder) { MostCanvasPixels = options.Limits.CanvasPixels };
        var check = new JobCheck(maker, engines, around.Proposer ?? _shelf);
        var meter = new ServerMeter();
        ServerLog events = around.Events ?? ServerLog.OfFaults(around.Log);
        var run = new JobRun(maker, new RunJudge(engines, time), blobs, time) { Meter = meter, Patience = new StorePatience(around.Log) };
        var workers = new JobWorkers(store, queue, run, feed, time)
        {
            Complain = around.Log,
            Memory = new MemoryLedger(options.Limits.MemoryBytes - MemoryEstimate.ProcessBytes),
            Meter = meter,
            Events = events,
        };
        var health = new StoreHealth(_database, _folder.Path, options.Limits.LeastFreeBytes, time, around.Log);
        return new ServerParts
        {
            Options = options,
            Engines = engines,
            Desk = new JobDesk(store, queue, workers, feed, check) { Health = health, Events = events },
            Check = check,
            Decoder = decoder,
            Fetcher = options.Fetch is FetchOptions fetch ? new UrlFetcher(fetch) : null,
            Shelf = new SpoolShelf(Path.Combine(_folder.Path, FolderBlobStore.Incoming)),
            Blobs = blobs,
            Pictures = new SqlitePictureIndex(_database, options.Limits.Queue),
            Copies = new WorkingCopies(Path.Combine(_folder.Path, "tiles"), check, time, options.Limits.TileBytes),
            Queue = queue,
            Workers = workers,
            Collector = new Collector(_database, blobs, time, options.Limits.Retention),
            Health = health,
            Meter = meter,
            Board = new MetricBoard(meter.Meter),
            Events = events,
            Time = time,
        };
    }
}
