using System.Buffers.Binary;

namespace Infill.Imaging;

/// <summary>Reads and resets the orientation entry of an EXIF block; everything else in the block stays byte for byte.</summary>
/// <remarks>Layout: optional "Exif\0\0", then a TIFF header and its first directory. Source: TIFF 6.0 §2, EXIF 2.32 §4.6.4 (tag 0x0112).</remarks>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;
    private const int EntryBytes = 12;

    /// <summary>The orientation 1–8 of a well-formed block, 1 if it has none; null if the block is odd in any way, so that readers may differ.</summary>
    /// <param name="exif">With or without a leading "Exif\0\0".</param>
    public static int? Read(ReadOnlySpan<byte> exif)
    {
        ReadOnlySpan<byte> tiff = exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif;
        bool little = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!little && !tiff.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        uint directory = ReadUInt32(tiff[4..], little);
        if (directory < 8 || directory > tiff.Length - 2)
        {
            return null;
        }

        int count = ReadUInt16(tiff[(int)directory..], little);
        ReadOnlySpan<byte> entries = tiff[((int)directory + 2)..];
        return count > 0 && count * EntryBytes <= entries.Length ? ReadEntries(entries[..(count * EntryBytes)], little) : null;
    }

    private static int? ReadEntries(ReadOnlySpan<byte> entries, bool little)
    {
        int? found = null;
        for (; entries.Length > 0; entries = entries[EntryBytes..])
        {
            if (ReadUInt16(entries, little) != OrientationTag)
            {
                continue;
            }

            int value = ReadUInt16(entries[8..], little);
            if (found is not null || ReadUInt16(entries[2..], little) != ShortType || ReadUInt32(entries[4..], little) != 1 || value is < 1 or > 8)
            {
                return null;
            }

            found = value;
        }

        return found ?? 1;
    }

    /// <summary>A copy of the block whose orientation, if it has one, reads 1 (upright).</summary>
    public static byte[] Reset(byte[] exif)
    {
        byte[] copy = (byte[])exif.Clone();
        Span<byte> tiff = copy.AsSpan(copy.AsSpan().StartsWith("Exif\0\0"u8) ? 6 : 0);
        bool little = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!little && !tiff.StartsWith("MM\0*"u8)))
        {
            return copy;
        }

        uint directory = ReadUInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return copy;
        }

        Span<byte> entries = tiff[((int)directory + 2)..];
        int count = Math.Min(ReadUInt16(tiff[(int)directory..], little), entries.Length / EntryBytes);
        for (int i = 0; i < count; i++)
        {
            Span<byte> entry = entries.Slice(i * EntryBytes, EntryBytes);
            if (ReadUInt16(entry, little) == OrientationTag && ReadUInt16(entry[2..], little) == ShortType)
            {
                entry[8..].Clear();
                entry[little ? 8 : 9] = 1;
            }
        }

        return copy;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
