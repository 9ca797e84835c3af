using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Infill.Imaging;
using VipsImage = NetVips.Image;

namespace Infill.Bench;

/// <summary>Pictures of the bench, by libvips directly: photos are scaled, which the product never does. 8-bit sRGB, no alpha.</summary>
internal static class Pictures
{
    public static FloatImage LoadScaled(string path, int maxWidth)
    {
        using VipsImage upright = VipsImage.NewFromFile(path).Autorot();
        using VipsImage scaled = upright.Width > maxWidth ? upright.Resize((double)maxWidth / upright.Width) : upright.Copy();
        return ToFloat(scaled);
    }

    public static FloatImage Load(string path)
    {
        using VipsImage image = VipsImage.NewFromFile(path);
        return ToFloat(image);
    }

    public static void SavePng(FloatImage image, string path)
    {
        using VipsImage picture = ToVips(image);
        picture.Pngsave(path, compression: 1);
    }

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

    public static FloatImage FromMask(Mask mask)
    {
        var image = new FloatImage(3, mask.Size);
        for (int c = 0; c < 3; c++)
        {
            mask.Values.CopyTo(image.Plane(c));
        }

        return image;
    }

    /// <summary>SHA-256 over the values of picture and mask.</summary>
    public static string Hash(FloatImage image, Mask mask)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(image.Values.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(mask.Values.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static FloatImage ToFloat(VipsImage image)
    {
        using VipsImage srgb = image.Colourspace(NetVips.Enums.Interpretation.Srgb);
        using VipsImage rgb = srgb.HasAlpha() ? srgb.Flatten() : srgb.Copy();
        using VipsImage bytes = rgb.Cast(NetVips.Enums.BandFormat.Uchar);
        byte[] samples = bytes.WriteToMemory<byte>();
        var result = new FloatImage(3, new PixelSize(bytes.Width, bytes.Height));
        for (int i = 0; i < samples.Length; i++)
        {
            result.Values[(i % 3 * result.Width * result.Height) + (i / 3)] = samples[i] / 255f;
        }

        return result;
    }

    private static VipsImage ToVips(FloatImage image)
    {
        byte[] samples = new byte[image.Width * image.Height * 3];
        for (int i = 0; i < samples.Length; i++)
        {
            float value = image.Values[(i % 3 * image.Width * image.Height) + (i / 3)];
            samples[i] = (byte)Math.Clamp(MathF.Round(value * 255f), 0f, 255f);
        }

        using VipsImage raw = VipsImage.NewFromMemory(samples, image.Width, image.Height, 3, NetVips.Enums.BandFormat.Uchar);
        return raw.Copy(interpretation: NetVips.Enums.Interpretation.Srgb);
    }
}
