using Infill.Imaging;
using VipsImage = NetVips.Image;

namespace Infill.Bench;

/// <summary>Large files for the memory run, by libvips directly: photos are scaled up, which the product never does.</summary>
internal static class Pictures
{
    /// <summary>A large JPEG from a photo, scaled to exactly the given size: content for memory and time, not for looking at.</summary>
    public static void SaveEnlarged(string photo, PixelSize size, string path)
    {
        using VipsImage source = VipsImage.NewFromFile(photo);
        using VipsImage large = source.Resize((double)size.Width / source.Width, vscale: (double)size.Height / source.Height);
        large.Jpegsave(path, q: 92);
    }

    /// <summary>A white disc on black, centred in the lower half, as a mask file.</summary>
    public static void SaveDisc(PixelSize size, int radius, string path)
    {
        using VipsImage black = VipsImage.Black(size.Width, size.Height);
        using VipsImage disc = black.Mutate(m => m.DrawCircle([255.0], size.Width / 2, size.Height * 3 / 4, radius, fill: true));
        disc.Pngsave(path, compression: 1);
    }
}
