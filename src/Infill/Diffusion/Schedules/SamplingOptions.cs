namespace Infill.Diffusion.Schedules;

/// <summary>What a run asks of its sampler, beside the model's own configuration.</summary>
public sealed record SamplingOptions
{
    /// <summary>Steps N of a full run, 1 up to the model's training steps.</summary>
    public int Steps { get; init; } = 20;

    /// <summary>Share of the run that is made, above 0 up to 1: the last ⌊N·strength⌋ steps. At 1, and only there, a run starts from
    /// noise alone; below, from the picture with the noise of its first step.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>Randomness of DDIM and RePaint (default 0) and TCD (default 0.3), 0–1; others have none or their own.</summary>
    public double? Eta { get; init; }

    /// <summary>Jumps of RePaint; others ignore it.</summary>
    public RePaintJumps Jumps { get; init; } = new();
}
