using Infill.Imaging;

namespace Infill.Server.Jobs;

/// <summary>What a job writes.</summary>
internal sealed record OutputSpec
{
    /// <summary>Format of the results, or null for the picture's own.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>JPEG quality 1–100, or null for the picture's own.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>True writes no metadata.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>True writes of the picture's metadata only what its colours need: the profile, without its texts, and the resolution. For dialects whose answers a model may read.</summary>
    public bool OnlyColour { get; init; }

    /// <summary>Number of fills, 1–16; each has the seed after the one before.</summary>
    public int Count { get; init; } = 1;
}
