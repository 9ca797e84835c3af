using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines.Patch;

/// <summary>One pyramid level before padding: features, and what is known of each pixel.</summary>
/// <param name="Features">C×H×W: CIE Lab (L 0…100) and the mean |∂x L|, |∂y L| scaled by the texture factor. 0 where nothing is known (at the finest level).</param>
/// <param name="States">H·W.</param>
/// <param name="Blocked">H·W, true = never copy from here.</param>
internal sealed record FeaturePlanes(FloatImage Features, PixelState[] States, bool[] Blocked)
{
    private const float MidGrey = 0.5f;

    /// <summary>The finest level of a tile.</summary>
    /// <param name="tile">Tile; colour under partial alpha is seen over mid-grey.</param>
    /// <param name="texture">Factor on the texture channels.</param>
    /// <param name="parallel">Thread limit; the result does not depend on it.</param>
    public static FeaturePlanes FromTile(Tile tile, float texture, ParallelOptions parallel)
    {
        PixelSize size = tile.Image.Size;
        var planes = new FeaturePlanes(
            new FloatImage(PatchGrid.Channels, size), new PixelState[size.Area], new bool[size.Area]);

        // A mask may store less than its size, so all three are brought to one value per pixel.
        float[] hole = tile.Mask.WithWindow(size.Bounds).Values;
        float[]? unknown = tile.Unknown?.WithWindow(size.Bounds).Values, exclude = tile.Exclude?.WithWindow(size.Bounds).Values;
        for (int i = 0; i < planes.States.Length; i++)
        {
            planes.States[i] = hole[i] > 0 ? PixelState.Hole : unknown?[i] > 0 ? PixelState.Unknown : PixelState.Known;
            planes.Blocked[i] = exclude?[i] > 0;
        }

        planes.FillLab(tile.Image, parallel);
        planes.FillTexture(texture, parallel);
        return planes;
    }

    private void FillLab(FloatImage image, ParallelOptions parallel)
    {
        Parallel.For(0, image.Height, parallel, y =>
        {
            ReadOnlySpan<float> red = image.Row(0, y), green = image.Row(1, y), blue = image.Row(2, y);
            ReadOnlySpan<float> alpha = image.Channels > 3 ? image.Row(3, y) : default;
            Span<float> l = Features.Row(0, y), a = Features.Row(1, y), b = Features.Row(2, y);
            for (int x = 0; x < red.Length; x++)
            {
                // What is not known stays 0: weight 0 does not stop a NaN there.
                if (States[(y * red.Length) + x] != PixelState.Known)
                {
                    continue;
                }

                float opacity = alpha.IsEmpty ? 1f : alpha[x];
                float under = (1f - opacity) * MidGrey;
                CieLab.FromSrgb(
                    (red[x] * opacity) + under, (green[x] * opacity) + under, (blue[x] * opacity) + under,
                    out l[x], out a[x], out b[x]);
            }
        });
    }

    // Only pairs with both pixels known count, so that the object in the hole leaves no trace in its surroundings.
    private void FillTexture(float texture, ParallelOptions parallel)
    {
        int width = Features.Width, height = Features.Height;
        Parallel.For(0, height, parallel, y =>
        {
            ReadOnlySpan<float> lightness = Features.Plane(0);
            Span<float> across = Features.Row(3, y), down = Features.Row(4, y);
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                if (States[i] == PixelState.Known)
                {
                    across[x] = texture * MeanStep(lightness, i, x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i);
                    down[x] = texture * MeanStep(lightness, i, y > 0 ? i - width : i, y < height - 1 ? i + width : i);
                }
            }
        });
    }

    private float MeanStep(ReadOnlySpan<float> lightness, int at, int before, int after)
    {
        float sum = 0;
        int pairs = 0;
        if (before != at && States[before] == PixelState.Known)
        {
            sum += MathF.Abs(lightness[at] - lightness[before]);
            pairs++;
        }

        if (after != at && States[after] == PixelState.Known)
        {
            sum += MathF.Abs(lightness[at] - lightness[after]);
            pairs++;
        }

        return pairs == 0 ? 0 : sum / pairs;
    }
}
