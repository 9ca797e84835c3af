namespace Infill.Masks.CastShadows;

/// <summary>One supposed shadow along an outline.</summary>
/// <param name="Place">Grid pixels inside the outline.</param>
/// <param name="Sigma">Softness in grid pixels.</param>
/// <param name="Step">ln of the light that is left.</param>
/// <param name="Value">What speaks for it, in nats.</param>
internal readonly record struct RelightTry(double Place, double Sigma, double Step, double Value)
{
    /// <summary>Less likely than all.</summary>
    public static RelightTry None => new(0, 2, -0.8, double.NegativeInfinity);
}
