using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Laplacian-pyramid blending: coarse differences fade over a wide zone, fine ones over a narrow one.</summary>
/// <remarks>Burt &amp; Adelson, "A Multiresolution Spline With Application to Image Mosaics", ACM Trans. Graph. 2 (1983) 217–236, changed in two ways.
/// <para>The original inside the hole is what the user wants to be rid of, so its continuation takes its place: fill + e, where e spreads
/// <see cref="SeamMismatch"/> from the seam by pull–push. Blending is linear, so only e passes through the pyramid: <c>out = g + Σ_k expand(w_k · L_k(e))</c>.</para>
/// <para>Nothing outside the hole may change, so each level's weight is 1 at the seam and falls inwards: <c>w_k = 1 − max(0, 2·G_k(hole) − 1)</c>.</para></remarks>
internal static class MultibandBlend
{
    private const int MaxLevels = 6;
    private const int LeastSide = 4;
    private const float Deep = 0.999f;

    // Below this weight a pull–push cell is completed from the coarser level.
    private const float FullWeight = 0.25f;

    /// <summary>The fill with the correction added inside the hole, within 0…1.</summary>
    internal static FloatImage Correct(BlendWindow window, SeamMismatch mismatch)
    {
        FloatImage corrected = window.Generated.Clone();
        List<(PixelSize Size, float[] Values)> holes = BuildGaussian(window);
        Parallel.For(0, BlendWindow.ColorPlanes, c =>
        {
            float[] spread = PullPush(mismatch.Force[c], mismatch.Anchor, window.Size);
            PoissonBlend.AddInHole(window, corrected.Plane(c), FadeBands(spread, holes));
        });
        return corrected;
    }

    private static List<(PixelSize Size, float[] Values)> BuildGaussian(BlendWindow window)
    {
        var levels = new List<(PixelSize Size, float[] Values)> { (window.Size, Array.ConvertAll(window.Hole, h => h ? 1f : 0f)) };
        while (levels.Count < MaxLevels && Math.Min(levels[^1].Size.Width, levels[^1].Size.Height) > LeastSide)
        {
            (PixelSize size, float[] values) = levels[^1];
            float[] reduced = LaplacianPyramid.Reduce(values, size);
            if (reduced.Max() < Deep)
            {
                break;   // No pixel lies deep in the hole at this scale: the zone would be wider than the hole.
            }

            levels.Add((LaplacianPyramid.Half(size), reduced));
        }

        return levels;
    }

    // Each band of the spread mismatch times its weight, summed from coarse to fine.
    private static float[] FadeBands(float[] spread, List<(PixelSize Size, float[] Values)> holes)
    {
        var gaussian = new List<float[]> { spread };
        for (int k = 1; k < holes.Count; k++)
        {
            gaussian.Add(LaplacianPyramid.Reduce(gaussian[^1], holes[k - 1].Size));
        }

        float[] sum = [];
        for (int k = holes.Count - 1; k >= 0; k--)
        {
            (PixelSize size, float[] hole) = holes[k];
            bool coarsest = k == holes.Count - 1;
            float[] below = coarsest ? new float[size.Area] : LaplacianPyramid.Expand(gaussian[k + 1], size);
            float[] result = coarsest ? new float[size.Area] : LaplacianPyramid.Expand(sum, size);
            for (int i = 0; i < result.Length; i++)
            {
                result[i] += (1 - MathF.Max(0, (2 * hole[i]) - 1)) * (gaussian[k][i] - below[i]);
            }

            sum = result;
        }

        return sum;
    }

    /// <summary>Continues weighted values over the whole plane: weighted means on coarser and coarser levels, then gaps filled on the way back.</summary>
    /// <remarks>Gortler et al., "The Lumigraph", SIGGRAPH 1996, section 3.5. All 0 if no weight is above 0.</remarks>
    internal static float[] PullPush(float[] products, float[] weights, PixelSize size)
    {
        float[] result = new float[products.Length];
        float[] coarse = [];
        if (size.Area > 1)
        {
            float[] gathered = [.. weights.Select(w => MathF.Min(w, 1))];
            float[] scaled = [.. products.Select((p, i) => weights[i] > 1 ? p / weights[i] : p)];
            (products, weights) = (scaled, gathered);
            PixelSize half = LaplacianPyramid.Half(size);
            coarse = LaplacianPyramid.Expand(
                PullPush(LaplacianPyramid.Reduce(products, size), LaplacianPyramid.Reduce(weights, size), half), size);
        }

        for (int i = 0; i < result.Length; i++)
        {
            float own = weights[i] > 0 ? products[i] / weights[i] : 0;
            float trust = coarse.Length == 0 ? 1 : MathF.Min(1, weights[i] / FullWeight);
            result[i] = trust >= 1 ? own : (trust * own) + ((1 - trust) * coarse[i]);
        }

        return result;
    }
}
