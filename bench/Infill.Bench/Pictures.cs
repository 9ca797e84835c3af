using Infill.Imaging;
using VipsImage = NetVips.Image;

namespace Infill.Bench;

/// <summary>Large files, by libvips directly: photos are scaled up, which the product never does.</summary>
internal static class Pictures
{
    private static readonly string Folder = Path.Combine(Repository.Artifacts, "large");

    private static readonly string[] Photos =
        ["/usr/share/wallpapers/EveningGlow/contents/images/2560x1600.jpg", Path.Combine(Repository.Root, "samples", "rocket.jpg")];

    /// <summary>A JPEG of exactly the given size from a photo, made once: content for memory and time, not for looking at.</summary>
    public static string Enlarged(PixelSize size)
    {
        string path = Path.Combine(Folder, $"{size.Width}x{size.Height}.jpg");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Folder);
            using VipsImage source = VipsImage.NewFromFile(Photos.First(File.Exists));
            using VipsImage large = source.Resize((double)size.Width / source.Width, vscale: (double)size.Height / source.Height);
            large.Jpegsave(path, q: 92);
        }

        return path;
    }

    /// <summary>A white disc on black, centred in the lower half, as a mask file, made once.</summary>
    public static string Disc(PixelSize size, int radius)
    {
        string path = Path.Combine(Folder, $"{size.Width}x{size.Height}-{radius}.png");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Folder);
            using VipsImage black = VipsImage.Black(size.Width, size.Height);
            using VipsImage disc = black.Mutate(m => m.DrawCircle([255.0], size.Width / 2, size.Height * 3 / 4, radius, fill: true));
            disc.Pngsave(path, compression: 1);
        }

        return path;
    }

    /// <summary>A sample photo repeated in a mirror until it has the size: at its own sharpness.</summary>
    public static Image Mirrored(string sample, PixelSize size)
    {
        Image photo = ImageFile.Load(Path.Combine(Repository.Root, "samples", sample));
        var large = new Image(size, photo.Format);
        for (int i = 0; i < size.Area; i++)
        {
            (int x, int y) = (i % size.Width, i / size.Width);
            for (int c = 0; c < photo.Format.Channels; c++)
            {
                large[x, y, c] = photo[Mirror(x, photo.Width), Mirror(y, photo.Height), c];
            }
        }

        return large;
    }

    private static int Mirror(int at, int side) => at % (2 * side) is int place && place < side ? place : (2 * side) - 1 - (at % (2 * side));
}
