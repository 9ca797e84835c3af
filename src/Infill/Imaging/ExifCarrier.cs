using System.Buffers.Binary;
using System.IO.Compression;

namespace Infill.Imaging;

/// <summary>Makes a one-pixel PNG around an EXIF block, so that libvips parses the block.</summary>
/// <remarks>PNG, because its eXIf chunk holds any size where JPEG's segment ends at 64 KB. Source: PNG third edition, §5 and §11.</remarks>
internal static class ExifCarrier
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] OnePixelGrey = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];

    /// <summary>PNG bytes; a leading "Exif\0\0" of the block is dropped, as the chunk wants.</summary>
    public static byte[] Wrap(byte[] exif)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, OnePixelGrey);
        WriteChunk(png, "eXIf"u8, exif.AsSpan(exif.AsSpan().StartsWith("Exif\0\0"u8) ? 6 : 0));
        WriteChunk(png, "IDAT"u8, Deflate([0, 0]));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        long start = png.Position;
        png.Write(type);
        png.Write(content);
        ReadOnlySpan<byte> covered = png.GetBuffer().AsSpan((int)start, (int)(png.Position - start));
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(covered, []));
        png.Write(number);
    }
}
