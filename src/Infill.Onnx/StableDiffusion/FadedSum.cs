using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Joins overlapping tiles: the weighted mean, with weights that fall in a straight line towards a tile's edges.</summary>
/// <param name="channels">Planes of the result.</param>
/// <param name="size">Size of the result.</param>
/// <param name="fade">Width of the fall in pixels, at least 1.</param>
internal sealed class FadedSum(int channels, PixelSize size, int fade)
{
    private readonly FloatImage _sum = new(channels, size);
    private readonly FloatImage _weights = new(1, size);

    /// <summary>Adds a tile.</summary>
    /// <param name="tile">Of the rectangle's size.</param>
    /// <param name="rect">Where it lies; inside the result.</param>
    public void Add(FloatImage tile, PixelRect rect)
    {
        for (int y = 0; y < rect.Height; y++)
        {
            float row = Weight(y, rect.Height);
            Span<float> weights = _weights.Row(0, rect.Y + y).Slice(rect.X, rect.Width);
            for (int x = 0; x < rect.Width; x++)
            {
                weights[x] += row * Weight(x, rect.Width);
            }

            for (int c = 0; c < channels; c++)
            {
                AddRow(tile.Row(c, y), _sum.Row(c, rect.Y + y).Slice(rect.X, rect.Width), row);
            }
        }
    }

    /// <summary>The mean; every pixel must have been covered.</summary>
    public FloatImage Result()
    {
        FloatImage mean = _sum.Clone();
        ReadOnlySpan<float> weights = _weights.Plane(0);
        for (int c = 0; c < channels; c++)
        {
            Span<float> values = mean.Plane(c);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] /= weights[i];
            }
        }

        return mean;
    }

    private void AddRow(ReadOnlySpan<float> tile, Span<float> sum, float row)
    {
        for (int x = 0; x < sum.Length; x++)
        {
            sum[x] += row * Weight(x, sum.Length) * tile[x];
        }
    }

    // Never 0, so that a border that one tile alone covers has a weight.
    private float Weight(int position, int length) => Math.Min(1f, (1f + Math.Min(position, length - 1 - position)) / (fade + 1f));
}
