using Infill.Imaging;
using Infill.Masks;

namespace Infill.Evaluation.Cases;

/// <summary>Puts a cut-out with its shadow into a photo: what is behind it is known.</summary>
public static class ObjectScene
{
    /// <summary>The mask is this much wider than what changed: people mask generously.</summary>
    private const int MaskMarginPx = 2;

    /// <summary>The photo with the object, the mask over object and shadow, and the photo without.</summary>
    /// <param name="photo">8-bit sRGB; becomes the truth. Not modified.</param>
    /// <param name="item">What to place where.</param>
    /// <returns>Where the mask keeps, input and truth are equal, byte by byte.</returns>
    /// <exception cref="ImageFileException">The cut-out cannot be read.</exception>
    /// <exception cref="InvalidRequestException">It is no cut-out.</exception>
    public static (Image Input, Mask Mask, Image? Truth) Place(Image photo, ObjectSpec item)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(item);
        FloatImage cut = CutOut.Load(item.CutOut, item.Side);
        var shadow = CastShadow.FromSeed(item.Seed);
        PixelRect reach = shadow.Reach(cut.Size);
        float[] shade = shadow.Draw(cut);
        Image input = photo.Clone();
        var changed = new Mask(photo.Size, reach.RelativeTo(-item.X, -item.Y).Intersect(photo.Size.Bounds));
        for (int y = changed.Window.Y; y < changed.Window.Bottom; y++)
        {
            for (int x = changed.Window.X; x < changed.Window.Right; x++)
            {
                (int cutX, int cutY) = (x - item.X, y - item.Y);
                float light = 1 - shade[((cutY - reach.Y) * reach.Width) + cutX - reach.X];
                float alpha = cut.Size.Bounds.Contains(cutX, cutY) ? cut[3, cutX, cutY] : 0f;
                changed[x, y] = Blend(input, input.SampleIndex(x, y), light, alpha, c => cut[c, cutX, cutY]) ? 1f : 0f;
            }
        }

        return (input, MaskGrow.Grow(changed, MaskMarginPx), photo);
    }

    /// <summary>Shades one pixel and lays the object over it; true if that changed a sample.</summary>
    private static bool Blend(Image image, long at, float light, float alpha, Func<int, float> color)
    {
        bool isChanged = false;
        for (int c = 0; c < 3; c++)
        {
            float ground = image.Samples8[at + c] * light;
            float mixed = alpha > 0 ? (alpha * color(c) * 255f) + ((1 - alpha) * ground) : ground;
            byte sample = (byte)Math.Clamp(MathF.Round(mixed), 0f, 255f);
            isChanged |= sample != image.Samples8[at + c];
            image.Samples8[at + c] = sample;
        }

        return isChanged;
    }
}
