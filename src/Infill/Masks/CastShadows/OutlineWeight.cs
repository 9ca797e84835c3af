namespace Infill.Masks.CastShadows;

/// <summary>How much the light along a supposed shadow's outline speaks for it.</summary>
/// <param name="Value">Sum of the points' log-likelihood ratios; −∞ if hardly any point is seen, or all is of one light.</param>
/// <param name="Typical">The step into it; brighter inside if its light is above 0, which no shadow is.</param>
internal readonly record struct OutlineWeight(double Value, ShadowStep Typical)
{
    /// <summary>Nothing to go by.</summary>
    public static OutlineWeight None => new(double.NegativeInfinity, default);

    /// <summary>The value for shadows, −∞ for what is brighter inside; or the other way round.</summary>
    /// <param name="isDark">True asks for shadows.</param>
    public double For(bool isDark) => Typical.Light < 0 == isDark ? Value : double.NegativeInfinity;
}
