using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Support;

/// <summary>Pictures that carry an instruction wherever a format has a place for text.</summary>
internal static class HiddenText
{
    public const string Marker = "OBEY-7731";

    /// <summary>Name and file of each.</summary>
    public static IEnumerable<(string Name, byte[] File)> Files()
    {
        Image image = Pictures.Noise(48, 40).WithMetadata(new ImageMetadata { Exif = Exif(), Xmp = Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{Marker}</x:xmpmeta>"), IccProfile = Profile() });
        yield return ("jpeg", WithSegment(ImageFile.Encode(image, FileFormat.Jpeg), 0xFE, Encoding.ASCII.GetBytes(Marker + " comment")));
        yield return ("webp", ImageFile.Encode(image, FileFormat.Webp));
        yield return ("tiff", ImageFile.Encode(image, FileFormat.Tiff));
        yield return ("avif", ImageFile.Encode(image, FileFormat.Heif));
        yield return ("png", WithChunk(WithChunk(ImageFile.Encode(image, FileFormat.Png), "tEXt", $"Comment\0{Marker} png"), "iTXt", $"Description\0\0\0\0\0{Marker} itxt"));
        yield return ("png with compressed texts", WithChunk(WithChunk(ImageFile.Encode(image, FileFormat.Png), "zTXt", $"Author\0\0{Deflated($"{Marker} ztxt")}"), "iTXt", $"Title\0\u0001\0\0\0{Deflated($"{Marker} itxt")}"));
        byte[] gif = ImageFile.Encode(Pictures.Flat(48, 40, 0.5), FileFormat.Gif);
        int colours = (gif[10] & 0x80) != 0 ? 3 << ((gif[10] & 7) + 1) : 0;
        yield return ("gif", [.. gif[..(13 + colours)], 0x21, 0xFE, (byte)Marker.Length, .. Encoding.ASCII.GetBytes(Marker), 0, .. gif[(13 + colours)..]]);

        // A profile that libpng complains of by its name.
        byte[] plain = ImageFile.Encode(Pictures.Noise(48, 40), FileFormat.Png);
        yield return ("png with a broken profile", WithChunk(plain, "iCCP", $"{Marker} obey\0\0broken"));
        yield return ("png with a doubled chunk", WithChunk(WithChunk(plain, "tEXt", Marker), "gAMA", Marker));
    }

    /// <summary>True if bytes hold the marker, as text, as UTF-16 or in base64.</summary>
    public static bool IsIn(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        return text.Contains(Marker, StringComparison.Ordinal)
            || text.Contains(Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(Marker)), StringComparison.Ordinal)
            || Enumerable.Range(0, 3).Any(shift => text.Contains(Convert.ToBase64String(Encoding.ASCII.GetBytes(new string(' ', shift) + Marker))[(shift == 0 ? 0 : 4)..^4], StringComparison.Ordinal));
    }

    /// <summary>The Display P3 profile with a description that says the marker.</summary>
    public static byte[] Profile()
    {
        byte[] profile = NetVips.Image.ProfileLoad("p3");
        byte[] text = Encoding.BigEndianUnicode.GetBytes(Marker);
        byte[] tag = [.. "mluc"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12, .. "enUS"u8, 0, 0, 0, (byte)text.Length, 0, 0, 0, 28, .. text, 0, 0];
        byte[] marked = [.. profile, .. new byte[(4 - (profile.Length % 4)) % 4], .. tag];
        int offset = marked.Length - tag.Length;
        for (int i = 0; i < BinaryPrimitives.ReadInt32BigEndian(marked.AsSpan(128)); i++)
        {
            Span<byte> entry = marked.AsSpan(132 + (i * 12), 12);
            if (entry.StartsWith("desc"u8))
            {
                BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
                BinaryPrimitives.WriteInt32BigEndian(entry[8..], tag.Length);
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(marked, marked.Length);
        return marked;
    }

    private static byte[] Exif()
    {
        byte[] block = TestExif.Block(1);
        Encoding.ASCII.GetBytes(Marker).CopyTo(block, block.AsSpan().IndexOf(Encoding.ASCII.GetBytes(TestExif.Maker)));
        return block;
    }

    private static byte[] WithSegment(byte[] jpeg, byte kind, byte[] content) => [.. jpeg[..2], 0xFF, kind, 0, (byte)(content.Length + 2), .. content, .. jpeg[2..]];

    private static string Deflated(string text)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(Encoding.ASCII.GetBytes(text));
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    // After the header chunk: signature, length, name, 13 bytes, checksum.
    private static byte[] WithChunk(byte[] png, string name, string content)
    {
        byte[] body = Encoding.Latin1.GetBytes(name + content);
        byte[] length = new byte[4], checksum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Checksum(body));
        return [.. png[..33], .. length, .. body, .. checksum, .. png[33..]];
    }

    private static uint Checksum(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
