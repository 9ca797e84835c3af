using Infill.Imaging;

namespace Infill.Diffusion.Conditioning;

/// <summary>What of the latents is known, and when.</summary>
/// <remarks>Two forms hold a run to it: <see cref="KnownEstimate"/> in the clean estimate (our default: it works with every sampler, multistep ones
/// included, and needs no noise), and <see cref="KnownState"/> in the state (the reference's).</remarks>
public sealed record KnownLatents
{
    // Masks have 8 or 16 bits: a value that belongs on a threshold must not fall off it by rounding.
    private const double Slack = 1e-5;

    /// <summary>Latents of a picture and its mask.</summary>
    /// <param name="clean">The picture's latents, in the sampler's scale. Not modified.</param>
    /// <param name="mask">One channel of the same size, 1 = fill, from <see cref="LatentMask"/>. Not modified.</param>
    /// <param name="schedule">Meaning of the values between.</param>
    /// <exception cref="ArgumentException">The mask has another size, or more than one channel.</exception>
    public KnownLatents(FloatImage clean, FloatImage mask, MaskSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Size != clean.Size || mask.Channels != 1)
        {
            throw new ArgumentException(
                $"Got a mask of {mask.Channels}×{mask.Size} for latents of {clean.Channels}×{clean.Size}; it needs one channel of that size.", nameof(mask));
        }

        (Clean, Mask, Schedule) = (clean, mask, schedule);
    }

    /// <summary>Latents of the picture.</summary>
    public FloatImage Clean { get; }

    /// <summary>1 = fill.</summary>
    public FloatImage Mask { get; }

    /// <summary>Meaning of the values between 0 and 1.</summary>
    public MaskSchedule Schedule { get; }

    /// <summary>A new picture: free where the mask lets it, known elsewhere.</summary>
    /// <param name="free">What the run made.</param>
    /// <param name="known">What is known, with the noise that belongs there.</param>
    /// <param name="progress">Share of the run that is over, 0–1.</param>
    public FloatImage Merge(FloatImage free, FloatImage known, double progress)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(known);
        var merged = new FloatImage(free.Channels, free.Size);
        ReadOnlySpan<float> mask = Mask.Values;
        for (int c = 0; c < free.Channels; c++)
        {
            ReadOnlySpan<float> made = free.Plane(c);
            ReadOnlySpan<float> kept = known.Plane(c);
            Span<float> values = merged.Plane(c);
            for (int i = 0; i < values.Length; i++)
            {
                float share = Schedule == MaskSchedule.Constant ? mask[i] : mask[i] > 0 && 1 - mask[i] <= progress + Slack ? 1f : 0f;

                // Not 0·x: what is not used may be anything, NaN too.
                values[i] = share == 1f ? made[i] : share == 0f ? kept[i] : (share * made[i]) + ((1f - share) * kept[i]);
            }
        }

        return merged;
    }
}
