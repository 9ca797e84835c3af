using System.Buffers.Binary;
using Infill.Imaging;

namespace Infill.Hostile;

/// <summary>Finds a file's structural parts, so that whole parts can be dropped, doubled or given false lengths.</summary>
internal static class Chunks
{
    /// <summary>Parts as (start, length); empty where the bytes no longer make sense.</summary>
    public static List<(int Start, int Length)> Find(FileFormat format, byte[] file) => format switch
    {
        FileFormat.Jpeg => Walk(file, 2, at => file[at] == 0xFF ? 2 + Big16(file, at + 2) : 0),
        FileFormat.Png => Walk(file, 8, at => 12 + (int)Math.Min(Big32(file, at), 1 << 24)),
        FileFormat.Webp => Walk(file, 12, at => 8 + (int)Math.Min(Little32(file, at + 4) + 1 & ~1u, 1 << 24)),
        FileFormat.Tiff => DirectoryEntries(file),
        FileFormat.Heif => Boxes(file),
        _ => [(0, 6), (6, 7), (10, 3)],
    };

    /// <summary>Makes every PNG chunk's checksum true again: otherwise mutants end at the checksum and never reach the decoder.</summary>
    public static void RepairPng(byte[] file)
    {
        foreach ((int start, int length) in Find(FileFormat.Png, file))
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(start + length - 4), Crc32(file.AsSpan(start + 4, length - 8)));
        }
    }

    private static List<(int Start, int Length)> Walk(byte[] file, int start, Func<int, int> lengthAt)
    {
        List<(int Start, int Length)> parts = [];
        while (start + 12 <= file.Length)
        {
            int length = lengthAt(start);
            if (length < 2 || length > file.Length - start)
            {
                break;
            }

            parts.Add((start, length));
            start += length;
        }

        return parts;
    }

    private static List<(int Start, int Length)> Boxes(byte[] file)
    {
        List<(int Start, int Length)> boxes = Walk(file, 0, at => (int)Math.Min(Big32(file, at), 1 << 24));
        List<(int Start, int Length)> inner = [];
        foreach ((int start, int length) in boxes)
        {
            // meta is a full box: its children start after 12 bytes; two levels reach iprp, ipco and iloc.
            inner.AddRange(Walk(file[..(start + length)], start + 12, at => (int)Math.Min(Big32(file, at), 1 << 24)));
        }

        return [.. boxes, .. inner];
    }

    private static List<(int Start, int Length)> DirectoryEntries(byte[] file)
    {
        bool little = file.Length > 8 && file[0] == (byte)'I';
        bool big = file.Length > 16 && file[2] + file[3] == 43;
        if (!little)
        {
            return [];
        }

        long directory = big ? (long)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(8)) : Little32(file, 4);
        (int header, int entry) = big ? (8, 20) : (2, 12);
        if (directory < 0 || directory > file.Length - header)
        {
            return [];
        }

        int count = Math.Min(file[directory] | (file[directory + 1] << 8), 100);
        return [.. Enumerable.Range(0, count)
            .Select(i => ((int)directory + header + (i * entry), entry))
            .Where(part => part.Item1 + entry <= file.Length)];
    }

    private static int Big16(byte[] file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private static uint Big32(byte[] file, int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));

    private static uint Little32(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
