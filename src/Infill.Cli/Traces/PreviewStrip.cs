using Infill.Imaging;

namespace Infill.Cli.Traces;

/// <summary>The previews of a run side by side, the first step at the left; small pictures of latents, enlarged pixel by pixel.</summary>
internal static class PreviewStrip
{
    /// <summary>Most steps that are shown; of more, some evenly spread ones with the last.</summary>
    public const int MostSteps = 12;

    private const int Enlarged = 4;

    /// <summary>Draws the strip; at least one preview, all of one height.</summary>
    public static Image Draw(IReadOnlyList<FloatImage> previews)
    {
        IReadOnlyList<FloatImage> shown = Choose(previews);
        var strip = new Image(
            new PixelSize(shown.Sum(p => p.Width) * Enlarged, shown.Max(p => p.Height) * Enlarged), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        int left = 0;
        foreach (FloatImage preview in shown)
        {
            Place(strip, preview, left);
            left += preview.Width * Enlarged;
        }

        return strip;
    }

    private static IReadOnlyList<FloatImage> Choose(IReadOnlyList<FloatImage> previews) => previews.Count <= MostSteps
        ? previews
        : [.. Enumerable.Range(1, MostSteps).Select(i => previews[(i * previews.Count / MostSteps) - 1])];

    private static void Place(Image strip, FloatImage preview, int left)
    {
        for (int y = 0; y < preview.Height * Enlarged; y++)
        {
            for (int x = 0; x < preview.Width * Enlarged; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    strip[left + x, y, c] = (int)MathF.Round(preview[c, x / Enlarged, y / Enlarged] * byte.MaxValue);
                }
            }
        }
    }
}
