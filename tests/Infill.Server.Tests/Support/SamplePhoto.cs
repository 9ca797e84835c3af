using Infill.Imaging;

namespace Infill.Server.Tests.Support;

/// <summary>Parts of the repository's photos: texture that fills can be judged on.</summary>
internal static class SamplePhoto
{
    public static Image Grass(int width, int height)
    {
        Image whole = ImageFile.Load(Path.Combine(Repository.Root, "samples", "grass.png"), null, TestServer.Token);
        var part = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < part.Samples8.Length; i++)
        {
            (int x, int y, int c) = (i / 3 % width, i / 3 / width, Math.Min(i % 3, whole.Format.ColorChannels - 1));
            part.Samples8[i] = (byte)whole[x, y, c];
        }

        return part;
    }
}
