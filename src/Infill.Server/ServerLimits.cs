using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server;

/// <summary>How much the server takes.</summary>
internal sealed record ServerLimits
{
    /// <summary>Most bytes of a request and of a picture's file, default 64 MiB.</summary>
    public long BodyBytes { get; init; } = 64L << 20;

    /// <summary>Most pixels of a picture, default 100 million.</summary>
    public long Pixels { get; init; } = 100_000_000;

    /// <summary>Most pixels of a canvas that a product is put on: as of a picture, and no more than a third of the memory holds, as two are looked at while a third is made.</summary>
    public long CanvasPixels => Math.Min(Pixels, MemoryBytes / (3 * SwapMaker.BytesPerPixel));

    /// <summary>How many jobs may wait.</summary>
    public QueueBounds Queue { get; init; } = new();

    /// <summary>How long ended jobs, their results and sent pictures are kept, default 24 hours.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Bytes that running jobs may take together, with the models of their engines; default half of what the machine or its container has.</summary>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>Requests per minute of one key, or of one address where there are no keys, default 3,000; as many may come at once.</summary>
    public int RequestsPerMinute { get; init; } = 3000;

    /// <summary>Bytes of all bodies of requests under way, those that wait for their job included, default 1 GiB; small ones do not count.</summary>
    public long UploadBytes { get; init; } = 1L << 30;

    /// <summary>Longest time for a request's head, and before a body must come at a steady rate, default 10 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Free bytes on the disk below which nothing new is accepted, default 256 MiB.</summary>
    public long LeastFreeBytes { get; init; } = 256L << 20;

    /// <summary>Most bytes of pictures decoded into tiles on the disk, default 2 GiB.</summary>
    public long TileBytes { get; init; } = 2L << 30;

    /// <summary>Jobs that run at once, 1–64, default 1: an engine uses all cores by itself.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The same for the decoder.</summary>
    public LoadOptions ToLoadOptions() => new() { MaxPixels = Pixels };
}
