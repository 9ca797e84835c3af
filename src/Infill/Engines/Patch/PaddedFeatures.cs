namespace Infill.Engines.Patch;

/// <summary>Lays feature planes out for the search: padded, pinned, channels interleaved row by row.</summary>
internal static class PaddedFeatures
{
    /// <summary>Colours as they are; texture channels averaged over a (2r + 1)² box of known pixels.</summary>
    public static float[] Build(FeaturePlanes planes, int stride, int blurRadius, ParallelOptions parallel)
    {
        int width = planes.Features.Width, height = planes.Features.Height;
        float[] padded = PatchGrid.Pinned((long)stride * PatchGrid.Channels * (height + (2 * PatchGrid.Pad)));
        Parallel.For(0, height, parallel, y =>
        {
            long row = (long)(y + PatchGrid.Pad) * PatchGrid.Channels * stride;
            for (int c = 0; c < PatchGrid.Channels; c++)
            {
                Span<float> target = padded.AsSpan((int)(row + ((long)c * stride)) + PatchGrid.Pad, width);
                if (c < 3)
                {
                    planes.Features.Row(c, y).CopyTo(target);
                }
                else
                {
                    BlurRow(planes, c, y, blurRadius, target);
                }
            }
        });
        return padded;
    }

    private static void BlurRow(FeaturePlanes planes, int channel, int y, int radius, Span<float> target)
    {
        int width = planes.Features.Width, height = planes.Features.Height;
        ReadOnlySpan<float> plane = planes.Features.Plane(channel);
        float[] sums = new float[width];
        int[] counts = new int[width];
        for (int v = Math.Max(0, y - radius); v <= Math.Min(height - 1, y + radius); v++)
        {
            for (int x = 0; x < width; x++)
            {
                int known = planes.States[(v * width) + x] == PixelState.Known ? 1 : 0;
                sums[x] += known * plane[(v * width) + x];
                counts[x] += known;
            }
        }

        for (int x = 0; x < width; x++)
        {
            float sum = 0;
            int count = 0;
            for (int u = Math.Max(0, x - radius); u <= Math.Min(width - 1, x + radius); u++)
            {
                sum += sums[u];
                count += counts[u];
            }

            target[x] = count == 0 ? 0 : sum / count;
        }
    }
}
