using Infill.Imaging;

namespace Infill.Diffusion.Conditioning;

/// <summary>Wraps a denoiser so that its estimate is the picture wherever that is known: D ← m·D + (1 − m)·clean.</summary>
/// <remarks>A state that starts as α·clean + σ·n then stays of that form there, whatever the sampler: its own moves carry the noise.
/// So this needs no level after the step and no noise of its own, and multistep samplers see a consistent history.
/// With a whole mask of 0 the run ends exactly on the picture.</remarks>
public sealed class KnownEstimate : IDenoiser
{
    private readonly IDenoiser _inner;
    private readonly KnownLatents _known;

    /// <summary>Constrains <paramref name="inner"/>.</summary>
    /// <param name="inner">Fills the rest; already guided.</param>
    /// <param name="known">What is known, and when.</param>
    public KnownEstimate(IDenoiser inner, KnownLatents known)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(known);
        (_inner, _known) = (inner, known);
    }

    /// <inheritdoc/>
    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken) =>
        _known.Merge(_inner.Denoise(x, at, cancellationToken), _known.Clean, at.Progress);
}
