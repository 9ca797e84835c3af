namespace Infill.Engines.Patch;

/// <summary>The engine's parameters, with the values that the ablations in docs/engines.md settled on.</summary>
internal sealed record PatchSettings
{
    /// <summary>Coarsening stops when the largest disc in the hole has at most this radius, in coarse pixels.</summary>
    public float CoarseRadius { get; init; } = 4f;

    /// <summary>Coarsening stops before a level would have fewer patches to copy than this.</summary>
    public int MinSources { get; init; } = 800;

    /// <summary>Sampler steps at the coarsest, at middle and at the finest level.</summary>
    public (int Coarsest, int Middle, int Finest) Steps { get; init; } = (10, 3, 2);

    /// <summary>PatchMatch sweeps in a level's first step and in later ones.</summary>
    public (int First, int Later) Sweeps { get; init; } = (4, 2);

    /// <summary>Price of a patch that is used more often than its share, in units of the natural distance.</summary>
    public float Occupancy { get; init; } = 0.5f;

    /// <summary>Price of four neighbours that copy from elsewhere, in units of the natural distance.</summary>
    public float Coherence { get; init; } = 0.6f;

    /// <summary>Price of leaving a guide line, in units of the natural distance: more than any patch gains by it.</summary>
    public float Guide { get; init; } = 20f;

    /// <summary>λ of the membrane at the coarsest levels where large soft shapes stand only once; 0 = never.</summary>
    public float Membrane { get; init; } = 0.5f;

    /// <summary>Weight of the hole's own guess in the first step of a level; it grows to 1 in the last.</summary>
    public float FirstUnknownWeight { get; init; } = 0.2f;

    /// <summary>Products |T|·|S| below this are searched exhaustively.</summary>
    public double ExactSearchLimit { get; init; } = 1e6;

    /// <summary>Factor on the sampler's noise; 1 = σ_max is the square root of the natural distance.</summary>
    public float Noise { get; init; } = 1f;

    /// <summary>Factor on the texture channels, 0 = colours only.</summary>
    public float Texture { get; init; } = 2f;

    /// <summary>c of the final vote's k(r) = exp(−r² / 2c²), in pixels: narrow keeps grain, wide hides seams.</summary>
    public float FinalWidth { get; init; } = 0.5f;

    /// <summary>Scale of the Gumbel noise in the first guess, in units of the natural distance; 0 starts from the best match.</summary>
    public float StartTemperature { get; init; }
}
