using Infill.Imaging;

namespace Infill.Diffusion;

/// <summary>Wraps a denoiser so that pixels that are observed stay observed: they enter and leave every call with their true value.</summary>
/// <remarks>This is inpainting's condition in its simplest form: known pixels have no noise, unknown ones have all of it.
/// Merging the clean estimate (not the noised state) works with every sampler.</remarks>
public sealed class KnownRegion : IDenoiser
{
    private readonly IDenoiser _inner;
    private readonly FloatImage _clean;
    private readonly bool[] _known;

    /// <summary>Constrains <paramref name="inner"/>.</summary>
    /// <param name="inner">The denoiser that fills the unknown pixels.</param>
    /// <param name="clean">Observed values, C×H×W; only known pixels are read.</param>
    /// <param name="known">H·W flags, true = observed.</param>
    /// <exception cref="ArgumentException">The flags do not cover the picture.</exception>
    public KnownRegion(IDenoiser inner, FloatImage clean, bool[] known)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(known);
        if (known.Length != clean.Size.Area)
        {
            throw new ArgumentException($"Got {known.Length} flags for a {clean.Size} picture; one per pixel is needed.", nameof(known));
        }

        (_inner, _clean, _known) = (inner, clean, known);
    }

    /// <inheritdoc/>
    public FloatImage Denoise(FloatImage x, DenoiseStep at, CancellationToken cancellationToken)
    {
        FloatImage observed = x.Clone();
        Restore(observed);
        FloatImage estimate = _inner.Denoise(observed, at, cancellationToken);
        Restore(estimate);
        return estimate;
    }

    private void Restore(FloatImage image)
    {
        for (int c = 0; c < image.Channels; c++)
        {
            Span<float> values = image.Plane(c);
            ReadOnlySpan<float> clean = _clean.Plane(c);
            for (int i = 0; i < values.Length; i++)
            {
                if (_known[i])
                {
                    values[i] = clean[i];
                }
            }
        }
    }
}
