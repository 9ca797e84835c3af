using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Facts about a mask, for people and for JSON.</summary>
public sealed record MaskDescription
{
    /// <summary>Most regions that <see cref="Regions"/> lists.</summary>
    public const int MaxRegions = 1000;

    /// <summary>Size of the picture that the mask belongs to.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Pixels above 0.</summary>
    public required long FilledPixels { get; init; }

    /// <summary>Pixels above 0 and below 1; part of <see cref="FilledPixels"/>.</summary>
    public required long SoftPixels { get; init; }

    /// <summary>Tight rectangle around all pixels above 0; empty if there are none.</summary>
    public required PixelRect Bounds { get; init; }

    /// <summary>Number of 8-connected parts, also of those that <see cref="Regions"/> leaves out.</summary>
    public required int RegionCount { get; init; }

    /// <summary>The largest parts, at most <see cref="MaxRegions"/>, by falling area; equal areas in reading order.</summary>
    public required IReadOnlyList<MaskRegion> Regions { get; init; }

    /// <summary><see cref="Mask.ComputeHash"/> of the mask.</summary>
    public required string Hash { get; init; }

    /// <summary>Filled part of the picture in percent, 0–100.</summary>
    public double FilledPercent => 100.0 * FilledPixels / Size.Area;

    /// <summary>True if the mask reaches the picture's left column.</summary>
    public bool TouchesLeft => !Bounds.IsEmpty && Bounds.X == 0;

    /// <summary>True if the mask reaches the picture's top row.</summary>
    public bool TouchesTop => !Bounds.IsEmpty && Bounds.Y == 0;

    /// <summary>True if the mask reaches the picture's right column.</summary>
    public bool TouchesRight => !Bounds.IsEmpty && Bounds.Right == Size.Width;

    /// <summary>True if the mask reaches the picture's bottom row.</summary>
    public bool TouchesBottom => !Bounds.IsEmpty && Bounds.Bottom == Size.Height;

    /// <summary>Measures a mask; an empty one has no regions and empty bounds.</summary>
    public static MaskDescription Describe(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        IReadOnlyList<MaskComponent> parts = MaskComponents.Find(mask);
        return new MaskDescription
        {
            Size = mask.Size,
            FilledPixels = mask.CountFilled(),
            SoftPixels = mask.Values.LongCount(value => value is > 0f and < 1f),
            Bounds = mask.FindBounds(),
            RegionCount = parts.Count,
            Regions = [.. parts.OrderByDescending(part => part.PixelCount)
                .Take(MaxRegions).Select(part => new MaskRegion(part.Bounds, part.PixelCount))],
            Hash = mask.ComputeHash(),
        };
    }
}
