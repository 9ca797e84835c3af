using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>Keeps the clean estimate in range, for models in pixel space.</summary>
internal static class Clip
{
    /// <summary>The estimate itself if nothing is to be clipped, else a clipped copy.</summary>
    public static FloatImage Apply(FloatImage estimate, ClipOptions options) => options.Kind switch
    {
        ClipKind.Range => Clamp(estimate, (float)options.Range, 1f),
        ClipKind.Dynamic => Threshold(estimate, options),
        _ => estimate,
    };

    // Saharia et al. 2022, section 2.3: clip to ±s and divide by s, s a quantile of |x|; s = 1 is plain clipping.
    private static FloatImage Threshold(FloatImage estimate, ClipOptions options)
    {
        float[] sizes = [.. estimate.Values.Select(MathF.Abs).Order()];
        double place = options.Quantile * (sizes.Length - 1);
        int low = (int)place;
        double quantile = sizes[low] + ((place - low) * (sizes[Math.Min(low + 1, sizes.Length - 1)] - sizes[low]));
        float limit = (float)Math.Clamp(quantile, 1, options.MaxValue);
        return Clamp(estimate, limit, limit);
    }

    private static FloatImage Clamp(FloatImage estimate, float limit, float divisor)
    {
        var clipped = new FloatImage(estimate.Channels, estimate.Size);
        for (int i = 0; i < clipped.Values.Length; i++)
        {
            clipped.Values[i] = Math.Clamp(estimate.Values[i], -limit, limit) / divisor;
        }

        return clipped;
    }
}
