using Infill.Imaging;
using Infill.Server.Jobs;

namespace Infill.Server;

/// <summary>How much the server takes.</summary>
internal sealed record ServerLimits
{
    /// <summary>Most bytes of a request and of a picture's file, default 64 MiB.</summary>
    public long BodyBytes { get; init; } = 64L << 20;

    /// <summary>Most pixels of a picture, default 100 million.</summary>
    public long Pixels { get; init; } = 100_000_000;

    /// <summary>How many jobs may wait.</summary>
    public QueueBounds Queue { get; init; } = new();

    /// <summary>How long ended jobs, their results and sent pictures are kept, default 24 hours.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Most bytes of pictures decoded into tiles on the disk, default 2 GiB.</summary>
    public long TileBytes { get; init; } = 2L << 30;

    /// <summary>Jobs that run at once, 1–64, default 1: an engine uses all cores by itself.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The same for the decoder.</summary>
    public LoadOptions ToLoadOptions() => new() { MaxPixels = Pixels };
}
