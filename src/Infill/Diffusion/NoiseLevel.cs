namespace Infill.Diffusion;

/// <summary>How noisy a state is: x = α·clean + σ·n, with n standard normal.</summary>
/// <param name="Alpha">Share of the clean picture: 1 where σ is Karras' σ, √ᾱ in variance-preserving samplers, 1 − σ in flow models.
/// 0 (noise only) occurs at the first step of models with zero terminal signal.</param>
/// <param name="Sigma">Standard deviation of the noise, in the units of the state.</param>
/// <param name="Timestep">Number of the training step that a network is told; may lie between two. Of no use to other denoisers.</param>
public readonly record struct NoiseLevel(double Alpha, double Sigma, double Timestep = 0)
{
    /// <summary>Karras' σ: noise against signal, whatever the scale of the state.</summary>
    public double Ratio => Sigma / Alpha;

    /// <summary>λ = ln(α/σ) of Lu et al. 2022: half the logarithm of the signal-to-noise ratio.</summary>
    public double Lambda => Math.Log(Alpha / Sigma);

    /// <summary>Factor that gives a state of unit-variance pictures unit variance, which is what networks take.</summary>
    public double InputScale => 1 / Math.Sqrt((Alpha * Alpha) + (Sigma * Sigma));

    /// <summary>The level of x = clean + σ·n.</summary>
    /// <param name="sigma">Karras' σ, at least 0.</param>
    /// <param name="timestep">What a network is told.</param>
    public static NoiseLevel OfSigma(double sigma, double timestep = 0) => new(1, sigma, timestep);

    /// <summary>The level of x = √ᾱ·clean + √(1 − ᾱ)·n.</summary>
    /// <param name="alphaBar">ᾱ, 0–1.</param>
    /// <param name="timestep">What a network is told.</param>
    public static NoiseLevel OfAlphaBar(double alphaBar, double timestep = 0) => new(Math.Sqrt(alphaBar), Math.Sqrt(1 - alphaBar), timestep);

    /// <summary>The same noise against signal, in a state of unit variance.</summary>
    public NoiseLevel Normalized() => this with { Alpha = Alpha * InputScale, Sigma = Sigma * InputScale };
}
