using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines.Patch;

/// <summary>Turns the finest offset field into pixels of the tile's own colours.</summary>
internal static class FinalReconstruction
{
    private const double TemperatureQuantile = 0.75;
    private const float TemperatureShare = 0.2f;
    private const float LeastTemperature = 0.02f;
    private const float MostExponent = 20f;

    /// <summary>One narrow vote over the tile's channels, at full precision, then the seams between copied pieces are evened out.</summary>
    /// <param name="tile">Tile to render into.</param>
    /// <param name="field">Finest level and its matches.</param>
    /// <param name="width">c of k(r) = exp(−r² / 2c²), in pixels.</param>
    /// <param name="parallel">Thread limit.</param>
    /// <returns>New picture; known pixels are the tile's own.</returns>
    public static FloatImage Render(Tile tile, (PatchLevel Level, PatchState State) field, float width, ParallelOptions parallel)
    {
        (PatchLevel level, PatchState state) = field;
        FloatImage image = tile.Image.Clone();
        float temperature = MathF.Max(
            LeastTemperature, TemperatureShare * PatchDenoiser.EnergyQuantile(level, state, TemperatureQuantile));
        var gain = new VoteGain(0.5f / temperature, 0.5f / (width * width));
        Parallel.For(0, level.HoleAt.Length, parallel, k => Vote(tile.Image, image, field, level.HoleAt[k], gain));
        SeamCorrection.Apply(tile.Image, image, level, state, parallel);
        foreach (ref float value in image.Values.AsSpan())
        {
            value = Math.Clamp(value, 0f, 1f);
        }

        return image;
    }

    private readonly record struct VoteGain(float PerEnergy, float PerSquarePx);

    private static void Vote(FloatImage original, FloatImage filled, (PatchLevel Level, PatchState State) field, int at, VoteGain sharpness)
    {
        (PatchLevel level, PatchState state) = field;
        int stride = level.Box.Width;
        Span<float> sums = stackalloc float[original.Channels];
        sums.Clear();
        float total = 0;
        for (int dy = -PatchGrid.Radius; dy <= PatchGrid.Radius; dy++)
        {
            for (int dx = -PatchGrid.Radius; dx <= PatchGrid.Radius; dx++)
            {
                int voter = at + (dy * stride) + dx;
                if (level.IsTarget[voter])
                {
                    float exponent = MathF.Min(state.Energy[voter] * sharpness.PerEnergy, MostExponent);
                    float gain = MathF.Exp(-exponent - (((dx * dx) + (dy * dy)) * sharpness.PerSquarePx)) + 1e-12f;
                    int from = TileIndex(original.Width, state.Match[voter] - (dy << 16) - dx);
                    total += gain;
                    for (int c = 0; c < sums.Length; c++)
                    {
                        sums[c] += gain * original.Plane(c)[from];
                    }
                }
            }
        }

        int to = TileIndex(original.Width, level.Position(at));
        for (int c = 0; c < sums.Length; c++)
        {
            filled.Plane(c)[to] = sums[c] / total;
        }
    }

    /// <summary>Index into a tile plane of a packed position of the finest level.</summary>
    public static int TileIndex(int tileWidth, int position) =>
        ((PatchGrid.Y(position) - PatchGrid.Pad) * tileWidth) + PatchGrid.X(position) - PatchGrid.Pad;
}
