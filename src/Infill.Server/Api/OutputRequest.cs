using System.ComponentModel;
using Infill.Imaging;

namespace Infill.Server.Api;

/// <summary>What is written.</summary>
internal sealed record OutputRequest
{
    [Description("Format of the results (default: the picture's own). Only lossless ones hold kept pixels bit by bit: png, webp, tiff, heif (AVIF).")]
    public FileFormat? Format { get; init; }

    [Description("JPEG quality 1–100 (default: the picture's own).")]
    public int? JpegQuality { get; init; }

    [Description("True writes neither profile nor EXIF nor XMP (default false).")]
    public bool? StripMetadata { get; init; }

    [Description("Number of fills, 1–16, with rising seeds (default 1); with attempts the candidates, of which one is written.")]
    public int? Count { get; init; }

    [Description("True keeps a picture of what is wrong where beside every result (default false).")]
    public bool? HeatMap { get; init; }
}
