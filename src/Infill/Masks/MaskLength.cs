namespace Infill.Masks;

/// <summary>A number of a mask expression, in pixels or percent of a side that the shape decides.</summary>
/// <param name="Value">Pixels or percent.</param>
/// <param name="IsPercent">True if a % sign followed.</param>
internal readonly record struct MaskLength(double Value, bool IsPercent)
{
    /// <summary>The number in pixels, for percents of <paramref name="sidePx"/>.</summary>
    public double ToPixels(int sidePx) => IsPercent ? Value * sidePx / 100 : Value;
}
