using Infill.Imaging;

namespace Infill.Engines.Patch;

/// <summary>Halves feature planes so that nothing of the hole leaks into what is known.</summary>
internal static class PatchPyramid
{
    private const int TapCount = 4;
    private const int ChildrenNeeded = 2;

    /// <summary>Binomial taps of the 4×4 kernel that is centred between two pixels.</summary>
    private static readonly float[] Taps = [1, 3, 3, 1];

    /// <summary>The next coarser level, ⌈W/2⌉×⌈H/2⌉: a [1 3 3 1]² mean over known pixels only.</summary>
    /// <remarks>A coarse pixel is known if at least two of its four children are, blocked if any of them is.</remarks>
    public static FeaturePlanes Halve(FeaturePlanes fine, ParallelOptions parallel)
    {
        int width = (fine.Features.Width + 1) / 2, height = (fine.Features.Height + 1) / 2;
        var size = new PixelSize(width, height);
        var coarse = new FeaturePlanes(
            new FloatImage(PatchGrid.Channels, size), new PixelState[size.Area], new bool[size.Area]);
        Parallel.For(0, height, parallel, y =>
        {
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                (coarse.States[i], coarse.Blocked[i]) = JoinChildren(fine, x, y);
                Average(fine, coarse.Features, x, y);
            }
        });
        return coarse;
    }

    private static (PixelState State, bool Blocked) JoinChildren(FeaturePlanes fine, int x, int y)
    {
        int width = fine.Features.Width, height = fine.Features.Height;
        int known = 0, hole = 0;
        bool blocked = false;
        for (int v = 2 * y; v <= (2 * y) + 1; v++)
        {
            for (int u = 2 * x; u <= (2 * x) + 1; u++)
            {
                // The last column of an odd width is its own neighbour, as the kernel clamps it.
                int child = (Math.Min(v, height - 1) * width) + Math.Min(u, width - 1);
                known += fine.States[child] == PixelState.Known ? 1 : 0;
                hole += fine.States[child] == PixelState.Hole ? 1 : 0;
                blocked |= fine.Blocked[child];
            }
        }

        PixelState state = known >= ChildrenNeeded ? PixelState.Known : hole > 0 ? PixelState.Hole : PixelState.Unknown;
        return (state, blocked);
    }

    private static void Average(FeaturePlanes fine, FloatImage coarse, int x, int y)
    {
        int width = fine.Features.Width, height = fine.Features.Height;
        Span<float> sums = stackalloc float[PatchGrid.Channels];
        sums.Clear();
        float weight = 0;
        for (int v = 0; v < TapCount; v++)
        {
            int row = Math.Clamp((2 * y) - 1 + v, 0, height - 1) * width;
            for (int u = 0; u < TapCount; u++)
            {
                int from = row + Math.Clamp((2 * x) - 1 + u, 0, width - 1);
                if (fine.States[from] == PixelState.Known)
                {
                    float tap = Taps[u] * Taps[v];
                    weight += tap;
                    for (int c = 0; c < sums.Length; c++)
                    {
                        sums[c] += tap * fine.Features.Plane(c)[from];
                    }
                }
            }
        }

        for (int c = 0; c < sums.Length && weight > 0; c++)
        {
            coarse[c, x, y] = sums[c] / weight;
        }
    }
}
