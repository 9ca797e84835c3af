namespace Infill.Diffusion;

/// <summary>Noise and how much of it each channel of the state gets.</summary>
/// <param name="Source">Where the draws come from.</param>
/// <param name="ChannelScale">Factor on σ, one per channel of the state.</param>
public sealed record ChannelNoise(GaussianNoise Source, ReadOnlyMemory<float> ChannelScale);
