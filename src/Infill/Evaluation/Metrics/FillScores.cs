using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Every metric of one fill; a value is null where its metric is not defined (no truth, a flat truth, a hole thinner than a patch).</summary>
public sealed record FillScores
{
    /// <summary>Sliced Wasserstein distance to the true content, Lab units, 0 ideal.</summary>
    public double? PatchToTruth { get; init; }

    /// <summary>Sliced Wasserstein distance to the 40 px ring, Lab units.</summary>
    public double? PatchToRing { get; init; }

    /// <summary>Gradient energy over the truth's, 1 ideal.</summary>
    public double? SharpToTruth { get; init; }

    /// <summary>Gradient energy over the ring's.</summary>
    public double? SharpToRing { get; init; }

    /// <summary>Gradient energy across the border over the truth's, 1 ideal.</summary>
    public double? Seam { get; init; }

    /// <summary>Mean ΔE00 across the edge minus the truth's own: 0 ideal, negative is smoother than the truth.</summary>
    public double? ColorStepExcess { get; init; }

    /// <summary>PSNR inside the hole, dB; +∞ for an exact fill.</summary>
    public double? Psnr { get; init; }

    /// <summary>SSIM inside the hole, −1…1, 1 ideal.</summary>
    public double? Ssim { get; init; }

    /// <summary>Measures everything.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1; where the mask keeps, the truth's pixels are used.</param>
    /// <param name="truth">True picture of the same size.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static FillScores Measure(FloatImage fill, FloatImage truth, Mask mask)
    {
        FloatImage joined = Join(fill, truth, mask);
        return new FillScores
        {
            PatchToTruth = SlicedWasserstein.ToTruth(joined, truth, mask),
            PatchToRing = SlicedWasserstein.ToRing(joined, mask),
            SharpToTruth = Sharpness.ToTruth(joined, truth, mask),
            SharpToRing = Sharpness.ToRing(joined, mask),
            Seam = SeamRatio.ToTruth(joined, truth, mask),
            ColorStepExcess = ColorStep.AcrossEdge(joined, mask) - ColorStep.AcrossEdge(truth, mask),
            Psnr = Metrics.Psnr.InHole(joined, truth, mask),
            Ssim = Metrics.Ssim.InHole(joined, truth, mask),
        };
    }

    /// <summary>Measures what needs no truth: the two comparisons with the ring around the hole.</summary>
    /// <param name="fill">Filled picture, sRGB 0…1; where the mask keeps, the input's pixels are used.</param>
    /// <param name="input">Picture before the fill, of the same size.</param>
    /// <param name="mask">The hole: pixels above 0.</param>
    /// <exception cref="ArgumentException">Sizes differ or the mask is empty.</exception>
    public static FillScores MeasureBlind(FloatImage fill, FloatImage input, Mask mask)
    {
        FloatImage joined = Join(fill, input, mask);
        return new FillScores { PatchToRing = SlicedWasserstein.ToRing(joined, mask), SharpToRing = Sharpness.ToRing(joined, mask) };
    }

    private static FloatImage Join(FloatImage fill, FloatImage truth, Mask mask)
    {
        PixelRect bounds = HoleView.RequireHole(fill, truth, mask);
        FloatImage joined = truth.Clone();
        for (int c = 0; c < Math.Min(fill.Channels, truth.Channels); c++)
        {
            for (int y = bounds.Y; y < bounds.Bottom; y++)
            {
                for (int x = bounds.X; x < bounds.Right; x++)
                {
                    joined[c, x, y] = mask[x, y] > 0f ? fill[c, x, y] : joined[c, x, y];
                }
            }
        }

        return joined;
    }
}
