using Infill.Imaging;

namespace Infill.Workflows.Products;

/// <summary>The light of a backdrop, as far as a shadow needs it: from which side it comes, and of which colour it is.</summary>
/// <remarks>Read from linear light. Side = (right − left) ÷ (right + left) of the mean light of the two halves. Colour = mean of the brightest
/// tenth of the picture over its own grey. Both are what a photo suggests, not what stood in the room: a lamp out of the frame is not seen.</remarks>
/// <param name="Side">−1 from the left … 1 from the right; 0 if both halves are alike.</param>
/// <param name="Color">Share of each channel in the light, mean 1, each 0.75–1.25.</param>
internal sealed record BackdropLight(double Side, (double Red, double Green, double Blue) Color)
{
    private const int Columns = 64;
    private const double BrightShare = 0.1;
    private const double LeastSide = 0.04;
    private const double MostTint = 0.25;

    /// <summary>Light of the same strength from everywhere, without a colour.</summary>
    public static BackdropLight Even { get; } = new(0, (1, 1, 1));

    /// <summary>Reads the light of a picture.</summary>
    /// <param name="ground">sRGB, 3 channels; not modified.</param>
    public static BackdropLight Of(FloatImage ground)
    {
        int step = Math.Max(1, ground.Width / Columns);
        var samples = new List<(int X, float[] Light)>();
        for (int y = step / 2; y < ground.Height; y += step)
        {
            for (int x = step / 2; x < ground.Width; x += step)
            {
                samples.Add((x, [.. Enumerable.Range(0, 3).Select(c => SrgbCurve.Decode(Math.Clamp(ground[c, x, y], 0f, 1f)))]));
            }
        }

        double left = samples.Where(s => s.X < ground.Width / 2).Select(s => s.Light.Sum()).DefaultIfEmpty(0).Average();
        double right = samples.Where(s => s.X >= ground.Width / 2).Select(s => s.Light.Sum()).DefaultIfEmpty(0).Average();
        double side = left + right > 0 ? (right - left) / (right + left) : 0;
        float[][] bright = [.. samples.Select(s => s.Light).OrderByDescending(light => light.Sum()).Take(Math.Max(1, (int)(BrightShare * samples.Count)))];
        double[] mean = [.. Enumerable.Range(0, 3).Select(c => bright.Average(light => (double)light[c]))];
        double grey = Math.Max(1e-6, mean.Average());
        double Share(int c) => Math.Clamp(mean[c] / grey, 1 - MostTint, 1 + MostTint);
        return new BackdropLight(Math.Abs(side) < LeastSide ? 0 : side, (Share(0), Share(1), Share(2)));
    }
}
