using Infill.Imaging;

namespace Infill.Cli.Reports;

/// <summary>What a picture file says of itself before a pixel is decoded.</summary>
internal sealed record HeaderRecord
{
    /// <summary>Format by content.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>Columns, after EXIF orientation.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, after EXIF orientation.</summary>
    public required int Height { get; init; }

    /// <summary>Depth and channels: "8-bit RGB".</summary>
    public required string Pixels { get; init; }

    /// <summary>Frames or pages; only the first is read.</summary>
    public required int Frames { get; init; }

    /// <summary>Bytes of the decoded samples.</summary>
    public required long DecodedBytes { get; init; }

    /// <summary>The facts of a header.</summary>
    public static HeaderRecord Of(ImageHeader header) => new()
    {
        Format = header.FileFormat,
        Width = header.Size.Width,
        Height = header.Size.Height,
        Pixels = header.Format.ToString(),
        Frames = header.Frames,
        DecodedBytes = header.DecodedBytes,
    };
}
