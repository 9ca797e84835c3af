namespace Infill.Tiles;

/// <summary>How much of the surroundings an engine wants around a hole whose larger side is h pixels:
/// max(<see cref="MinPx"/>, min(<see cref="Factor"/>·h, <see cref="BasePx"/> + <see cref="Slope"/>·h)) on every side.</summary>
/// <param name="MinPx">Least margin in pixels.</param>
/// <param name="Factor">Margin per pixel of a small hole.</param>
/// <param name="BasePx">Start of the flatter line that bounds the margin of large holes.</param>
/// <param name="Slope">Margin per pixel of a large hole.</param>
public sealed record ContextRule(int MinPx, double Factor, int BasePx, double Slope)
{
    /// <summary>Margin in pixels for a hole whose larger side is <paramref name="holePx"/>.</summary>
    public int MarginFor(int holePx) => (int)Math.Max(MinPx, Math.Min(Factor * holePx, BasePx + (Slope * holePx)));
}
