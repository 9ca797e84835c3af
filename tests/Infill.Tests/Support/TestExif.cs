using System.Text;

namespace Infill.Tests.Support;

/// <summary>EXIF blocks made by hand, and the JPEG segment that carries one.</summary>
internal static class TestExif
{
    public const string Maker = "Acme Optics";

    /// <summary>Little-endian EXIF with a maker and an orientation.</summary>
    public static byte[] Block(int orientation)
    {
        byte[] maker = Encoding.ASCII.GetBytes(Maker + "\0");
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("Exif\0\0II*\0"u8);
        writer.Write(8);                 // first directory
        writer.Write((short)2);
        WriteEntry(writer, 0x010F, type: 2, maker.Length, 8 + 2 + (2 * 12) + 4);
        WriteEntry(writer, 0x0112, type: 3, 1, orientation);
        writer.Write(0);                 // no second directory
        writer.Write(maker);
        return stream.ToArray();
    }

    /// <summary>The JPEG with the block as its first segment.</summary>
    public static byte[] InsertIntoJpeg(byte[] jpeg, byte[] exif)
    {
        int length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    private static void WriteEntry(BinaryWriter writer, ushort tag, ushort type, int count, int value)
    {
        writer.Write(tag);
        writer.Write(type);
        writer.Write(count);
        writer.Write(value);
    }
}
