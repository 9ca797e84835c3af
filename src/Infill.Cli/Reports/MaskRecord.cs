using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Reports;

/// <summary>A mask in numbers.</summary>
internal sealed record MaskRecord
{
    /// <summary>Kind of this record: always "mask".</summary>
    public string Record { get; init; } = "mask";

    /// <summary>Picture that the mask was drawn for; absent where the record around this one says it.</summary>
    public string? Input { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Pixels above 0.</summary>
    public required long FilledPixels { get; init; }

    /// <summary>Pixels above 0 and below 1, among the filled ones.</summary>
    public required long SoftPixels { get; init; }

    /// <summary>Share of the picture, 0…1.</summary>
    public required double Share { get; init; }

    /// <summary>Number of 8-connected parts.</summary>
    public required int RegionCount { get; init; }

    /// <summary>The largest parts first, at most 1000.</summary>
    public required IReadOnlyList<RegionRecord> Regions { get; init; }

    /// <summary>SHA-256 over size and values.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What networks proposed and the mask was made of, in order; absent if none was asked.</summary>
    public IReadOnlyList<MaskProposalRecord>? Proposals { get; init; }

    /// <summary>The numbers of a mask.</summary>
    public static MaskRecord Of(Mask mask)
    {
        MaskDescription described = MaskDescription.Describe(mask);
        return new MaskRecord
        {
            Width = mask.Width,
            Height = mask.Height,
            FilledPixels = described.FilledPixels,
            SoftPixels = described.SoftPixels,
            Share = (double)described.FilledPixels / mask.Size.Area,
            RegionCount = described.RegionCount,
            Regions = [.. described.Regions.Select(r => new RegionRecord(r.Bounds.X, r.Bounds.Y, r.Bounds.Width, r.Bounds.Height, r.Pixels))],
            Sha256 = described.Hash,
        };
    }
}
