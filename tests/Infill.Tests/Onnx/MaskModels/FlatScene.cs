using Infill.Imaging;

namespace Infill.Tests.Onnx.MaskModels;

/// <summary>Pictures of flat colours: rectangles on grey.</summary>
internal static class FlatScene
{
    public static readonly (byte R, byte G, byte B) Red = (220, 30, 30), Blue = (30, 60, 220), Pale = (170, 60, 60);

    public static Image Draw(int width, int height, params ReadOnlySpan<(PixelRect Rect, (byte R, byte G, byte B) Colour)> things)
    {
        var image = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        image.Samples8.AsSpan().Fill(100);
        foreach ((PixelRect rect, (byte r, byte g, byte b)) in things)
        {
            for (int y = rect.Y; y < rect.Bottom; y++)
            {
                for (int x = rect.X; x < rect.Right; x++)
                {
                    int at = (int)image.SampleIndex(x, y);
                    (image.Samples8[at], image.Samples8[at + 1], image.Samples8[at + 2]) = (r, g, b);
                }
            }
        }

        return image;
    }

    public static Mask MaskOf(Image image, PixelRect rect)
    {
        var mask = new Mask(image.Size, rect);
        mask.Values.AsSpan().Fill(1f);
        return mask;
    }
}
