using Infill.Imaging;

namespace Infill.Server.Tests.Support;

/// <summary>Masks as OpenAI's clients send them.</summary>
internal static class EditMask
{
    /// <summary>A black picture that is transparent within the hole.</summary>
    public static byte[] Png(int width, int height, PixelRect hole)
    {
        var mask = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));
        for (int i = 0; i < width * height; i++)
        {
            mask.Samples8[(i * 4) + 3] = hole.Contains(i % width, i / width) ? (byte)0 : (byte)255;
        }

        return ImageFile.Encode(mask, FileFormat.Png);
    }

    /// <summary>The same for clients that paint white where they want something changed.</summary>
    public static byte[] White(int width, int height, PixelRect hole)
    {
        var mask = new Mask(new PixelSize(width, height), hole);
        mask.Values.AsSpan().Fill(1f);
        return ImageFile.Encode(MaskImage.ToImage16(mask), FileFormat.Png);
    }
}
