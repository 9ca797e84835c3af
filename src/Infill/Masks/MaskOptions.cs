namespace Infill.Masks;

/// <summary>Options of the mask stage. The order is: fill holes, drop specks, grow, feather.</summary>
public sealed record MaskOptions
{
    /// <summary>Takes a mask as it is: no growth, no fade, no islands filled, no specks dropped.</summary>
    public static MaskOptions Exact { get; } = new() { FillHolesPx = 0, DropSpecksPx = 0, GrowPx = 0, FeatherPx = 0 };

    /// <summary>Kept islands inside the mask of at most this many pixels are filled, 0–2³¹−1, default 64. 0 fills none.</summary>
    public int FillHolesPx { get; init; } = 64;

    /// <summary>Parts of the mask with fewer pixels than this are dropped, 0–2³¹−1, default 0 = none: a scratch or a hot pixel may be the job.</summary>
    public int DropSpecksPx { get; init; }

    /// <summary>Growth as a fraction of each object's size (the square root of its area), 0–1, default 0.03; used when <see cref="GrowPx"/> is null.</summary>
    public double GrowFraction { get; init; } = 0.03;

    /// <summary>Growth in pixels, 0–512, or null (default) for <see cref="GrowFraction"/>.</summary>
    public int? GrowPx { get; init; }

    /// <summary>Width in pixels of the inward fade of the composite mask, 0–512, or null (default) for half the growth: then the object itself is fully replaced.</summary>
    public int? FeatherPx { get; init; }
}
