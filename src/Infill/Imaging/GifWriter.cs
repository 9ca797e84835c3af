using System.Buffers.Binary;
using System.Numerics;

namespace Infill.Imaging;

/// <summary>Writes a one-frame GIF without changing a colour; libvips' own writer quantises and shifts colours even when they fit.</summary>
/// <remarks>Source: CompuServe, "Graphics Interchange Format, Version 89a" (1990).</remarks>
internal static class GifWriter
{
    private const string Remedy = "write PNG instead";

    /// <summary>Writes the picture; its metadata has no place in a GIF.</summary>
    /// <exception cref="ImageFileException">More than 256 colours, half-transparent or coloured transparent pixels,
    /// or a profile other than sRGB whose loss would change the look.</exception>
    public static void Write(Image image, Stream stream, SaveOptions options)
    {
        if (!options.StripMetadata && !ColorProfile.IsSrgb(image))
        {
            throw new ImageFileException($"GIF holds no colour profile and the picture's is not sRGB; {Remedy}.");
        }

        byte[] indices = new byte[image.Size.Area];
        List<uint> palette = BuildPalette(image, indices);
        int bits = Math.Max(1, BitOperations.Log2((uint)Math.Max(1, palette.Count - 1)) + 1);
        WriteHeader(stream, image.Size, bits);
        WritePalette(stream, palette, 1 << bits);
        int transparent = palette.FindIndex(color => color >> 24 == 0);
        if (transparent >= 0)
        {
            stream.Write([0x21, 0xF9, 4, 1, 0, 0, (byte)transparent, 0]);   // graphic control: transparent index, no delay
        }

        WriteImageDescriptor(stream, image.Size);
        int codeBits = Math.Max(2, bits);
        stream.WriteByte((byte)codeBits);
        GifLzw.Write(stream, indices, codeBits);
        stream.WriteByte(0x3B);
    }

    /// <summary>Colours as 0xAABBGGRR in order of appearance, and every pixel's index.</summary>
    private static List<uint> BuildPalette(Image image, byte[] indices)
    {
        List<uint> palette = [];
        Dictionary<uint, byte> known = [];
        int channels = image.Format.Channels;
        for (long i = 0; i < indices.LongLength; i++)
        {
            uint color = ReadColor(image, i * channels);
            if (!known.TryGetValue(color, out byte index))
            {
                if (palette.Count == PaletteFit.MaxColors)
                {
                    throw new ImageFileException($"The picture has more than {PaletteFit.MaxColors} colours, a GIF holds no more; {Remedy}.");
                }

                index = (byte)palette.Count;
                known.Add(color, index);
                palette.Add(color);
            }

            indices[i] = index;
        }

        return palette;
    }

    private static uint ReadColor(Image image, long i)
    {
        byte[] s = image.Samples8;
        bool isGrey = image.Format.Model == ColorModel.Grey;
        uint rgb = isGrey ? s[i] * 0x010101u : s[i] | ((uint)s[i + 1] << 8) | ((uint)s[i + 2] << 16);
        uint alpha = image.Format.HasAlpha ? s[i + image.Format.Channels - 1] : 255u;
        return (alpha, rgb) switch
        {
            (255, _) or (0, 0) => (alpha << 24) | rgb,
            (0, _) => throw new ImageFileException($"The picture has colours under fully transparent pixels, which a GIF loses; {Remedy}."),
            _ => throw new ImageFileException($"The picture has half-transparent pixels, which a GIF cannot hold; {Remedy}."),
        };
    }

    private static void WriteHeader(Stream stream, PixelSize size, int bits)
    {
        Span<byte> screen = stackalloc byte[13];
        "GIF89a"u8.CopyTo(screen);
        BinaryPrimitives.WriteUInt16LittleEndian(screen[6..], (ushort)size.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(screen[8..], (ushort)size.Height);
        screen[10] = (byte)(0xF0 | (bits - 1));   // global palette, 8 bits a channel
        stream.Write(screen);
    }

    private static void WritePalette(Stream stream, List<uint> palette, int entries)
    {
        byte[] table = new byte[entries * 3];
        for (int i = 0; i < palette.Count; i++)
        {
            table[3 * i] = (byte)palette[i];
            table[(3 * i) + 1] = (byte)(palette[i] >> 8);
            table[(3 * i) + 2] = (byte)(palette[i] >> 16);
        }

        stream.Write(table);
    }

    private static void WriteImageDescriptor(Stream stream, PixelSize size)
    {
        Span<byte> descriptor = stackalloc byte[10];
        descriptor[0] = 0x2C;
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor[5..], (ushort)size.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor[7..], (ushort)size.Height);
        stream.Write(descriptor);
    }
}
