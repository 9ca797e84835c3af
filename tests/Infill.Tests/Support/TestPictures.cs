using Infill.Imaging;

namespace Infill.Tests.Support;

/// <summary>Pictures made in memory whose samples look like noise, so that a swapped channel, row or byte shows.</summary>
internal static class TestPictures
{
    public static Image Noise(PixelSize size, PixelFormat format, ImageMetadata? metadata = null, uint seed = 1)
    {
        var image = new Image(size, format, metadata);
        for (int i = 0; i < image.Samples8.Length; i++)
        {
            image.Samples8[i] = (byte)(Hash(seed, (uint)i) >> 24);
        }

        for (int i = 0; i < image.Samples16.Length; i++)
        {
            image.Samples16[i] = (ushort)(Hash(seed, (uint)i) >> 16);
        }

        return image;
    }

    /// <summary>Slow ramps that a lossy codec keeps well: x along the first channel, y along the second, both along others.</summary>
    public static Image Ramp(PixelSize size, PixelFormat format, ImageMetadata? metadata = null)
    {
        var image = new Image(size, format, metadata);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                for (int c = 0; c < format.Channels; c++)
                {
                    double value = c switch { 0 => (double)x / size.Width, 1 => (double)y / size.Height, _ => (double)(x + y) / (size.Width + size.Height) };
                    image[x, y, c] = (int)(value * format.MaxValue);
                }
            }
        }

        return image;
    }

    /// <summary>A well-mixed 32-bit value for a seed and an index.</summary>
    public static uint Hash(uint seed, uint i)
    {
        uint h = (seed * 0x9E3779B9u) + (i * 0x85EBCA6Bu) + 0x165667B1u;
        h ^= h >> 15;
        h *= 0x2C1B3C6Du;
        h ^= h >> 12;
        h *= 0x297A2D39u;
        return h ^ (h >> 15);
    }
}
