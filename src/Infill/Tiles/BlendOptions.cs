namespace Infill.Tiles;

/// <summary>Options of the blend stage.</summary>
public sealed record BlendOptions
{
    /// <summary>How the generated tile meets the original, default <see cref="BlendMethod.Auto"/>.</summary>
    public BlendMethod Method { get; init; } = BlendMethod.Auto;

    /// <summary>True (default) moves the fill's colours towards the ring of kept pixels around the hole, where engine and original disagree on that ring.</summary>
    public bool ColorMatch { get; init; } = true;

    /// <summary>True (default) adds the ring's grain where the fill is smoother than its surroundings.</summary>
    public bool GrainMatch { get; init; } = true;

    /// <summary>Width in pixels of the ring that colours, grain and seam are measured on, 2–256, default 16.</summary>
    public int RingPx { get; init; } = 16;

    /// <summary>Seam score above which <see cref="BlendMethod.Auto"/> tries the next method, 1–10, default 1.3; 1 = as rough as the neighbourhood.</summary>
    public double SeamLimit { get; init; } = 1.3;
}
