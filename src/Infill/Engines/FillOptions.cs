namespace Infill.Engines;

/// <summary>Options of the fill stage.</summary>
public sealed record FillOptions
{
    /// <summary>Largest seed.</summary>
    public const int MaxSeed = int.MaxValue;

    /// <summary>Most threads that may be asked for.</summary>
    public const int MaxThreads = 1024;

    /// <summary>Seed of every random choice, 0–2147483647, default 1. The same seed gives the same bytes on one machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The seed so much further on; after the largest comes 0.</summary>
    /// <param name="add">Any number.</param>
    public int SeedAfter(int add) => (int)(((long)Seed + add) & MaxSeed);

    /// <summary>Worker threads, 0–1024, default 0 = one per core. Never changes the result.</summary>
    public int Threads { get; init; }

    /// <summary>What the fill should show; null or a text for engines that use one.</summary>
    public string? Prompt { get; init; }

    /// <summary>Options of diffusion models; null (default) = the model's own. Refused for engines that run none.</summary>
    public DiffusionOptions? Diffusion { get; init; }
}
