using Infill.Imaging;

namespace Infill.Diffusion.Conditioning;

/// <summary>Brings a mask to the grid of the latents: one channel, 1 = fill.</summary>
public static class LatentMask
{
    // From here on the reference counts a mask's pixel as filled.
    private const float Half = 0.5f;

    /// <summary>The largest value of all pixels that a latent covers, wholly or in part: a filled pixel never vanishes, however thin the mask.</summary>
    /// <param name="mask">Soft or hard.</param>
    /// <param name="latents">Size of the grid; need not divide the mask's.</param>
    public static FloatImage MaxPool(Mask mask, PixelSize latents)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var pooled = new FloatImage(1, latents);
        for (int windowY = 0; windowY < mask.Window.Height; windowY++)
        {
            ReadOnlySpan<float> row = mask.WindowRow(windowY);
            (int top, int bottom) = Cover(mask.Window.Y + windowY, mask.Height, latents.Height);
            for (int i = row.IndexOfAnyExcept(0f); i >= 0 && i < row.Length; i++)
            {
                (int left, int right) = Cover(mask.Window.X + i, mask.Width, latents.Width);
                for (int y = top; y <= bottom; y++)
                {
                    Span<float> cells = pooled.Row(0, y)[left..(right + 1)];
                    foreach (ref float cell in cells)
                    {
                        cell = Math.Max(cell, row[i]);
                    }
                }
            }
        }

        return pooled;
    }

    /// <summary>The reference's form: hard at ½, then one pixel for each latent. A thin mask may vanish; for parity only.</summary>
    /// <param name="mask">Soft or hard.</param>
    /// <param name="latents">Size of the grid.</param>
    public static FloatImage Nearest(Mask mask, PixelSize latents)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var picked = new FloatImage(1, latents);
        for (int y = 0; y < latents.Height; y++)
        {
            for (int x = 0; x < latents.Width; x++)
            {
                picked[0, x, y] = mask[Source(x, mask.Width, latents.Width), Source(y, mask.Height, latents.Height)] >= Half ? 1f : 0f;
            }
        }

        return picked;
    }

    // The first and last cell that a pixel reaches into, both ends included.
    private static (int First, int Last) Cover(int pixel, int pixels, int cells)
    {
        long first = (long)pixel * cells / pixels;
        long end = (((long)pixel + 1) * cells) + pixels - 1;
        return ((int)first, (int)Math.Min((end / pixels) - 1, cells - 1));
    }

    // In single precision, as torch's "nearest" computes it.
    private static int Source(int cell, int pixels, int cells) => Math.Min((int)MathF.Floor(cell * ((float)pixels / cells)), pixels - 1);
}
