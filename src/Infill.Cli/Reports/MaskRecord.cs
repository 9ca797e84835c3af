using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Reports;

/// <summary>A mask in numbers.</summary>
internal sealed record MaskRecord
{
    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Pixels above 0.</summary>
    public required long FilledPixels { get; init; }

    /// <summary>Share of the picture, 0…1.</summary>
    public required double Share { get; init; }

    /// <summary>8-connected parts.</summary>
    public required IReadOnlyList<RegionRecord> Regions { get; init; }

    /// <summary>SHA-256 over size and values.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The numbers of a mask.</summary>
    public static MaskRecord Of(Mask mask)
    {
        long filled = mask.CountFilled();
        return new MaskRecord
        {
            Width = mask.Width,
            Height = mask.Height,
            FilledPixels = filled,
            Share = (double)filled / mask.Size.Area,
            Regions = [.. MaskComponents.Find(mask).Select(c => new RegionRecord(c.Bounds.X, c.Bounds.Y, c.Bounds.Width, c.Bounds.Height, c.PixelCount))],
            Sha256 = mask.ComputeHash(),
        };
    }
}
