namespace Infill.Diffusion.Conditioning;

/// <summary>How strongly a run is led by its condition, and where.</summary>
public sealed record GuidanceOptions
{
    /// <summary>g, at least 0. At 1 and below nothing is led and the unconditional pass is left out, as in the reference.</summary>
    public double Scale { get; init; } = 7.5;

    /// <summary>φ, 0–1: how far the led output gets the conditional one's deviation back, against burnt colours. 0 leaves it.</summary>
    public double Rescale { get; init; }

    /// <summary>Share of the run before which nothing is led, 0–1.</summary>
    public double Begin { get; init; }

    /// <summary>Share of the run from which on nothing is led, 0–1.</summary>
    public double End { get; init; } = 1;

    /// <summary>Karras' σ below which nothing is led.</summary>
    public double SigmaLow { get; init; }

    /// <summary>Karras' σ above which nothing is led.</summary>
    public double SigmaHigh { get; init; } = double.PositiveInfinity;
}
