using System.Buffers.Binary;
using System.Text;

namespace Infill.Server.Mcp;

/// <summary>The texts of an EXIF block. Whatever does not fit is passed over: the block comes from a stranger.</summary>
/// <remarks>Source: CIPA DC-008, Exif 2.32; TIFF 6.0. A block is a TIFF header and directories of entries of 12 bytes.</remarks>
internal static class ExifText
{
    private const int EntryBytes = 12;
    private const int MostEntries = 200;
    private const int MostBytes = 4096;
    private const ushort Ascii = 2;
    private const ushort Undefined = 7;
    private const ushort ExifDirectory = 0x8769;
    private const ushort UserComment = 0x9286;

    /// <summary>A comment begins with the name of its code in eight bytes.</summary>
    private const int CodeBytes = 8;

    private static readonly Dictionary<ushort, string> Names = new()
    {
        [0x010E] = "description",
        [0x010F] = "camera maker",
        [0x0110] = "camera",
        [0x0131] = "software",
        [0x0132] = "changed",
        [0x013B] = "artist",
        [0x8298] = "copyright",
        [0x9003] = "taken",
        [UserComment] = "comment",
        [0xA434] = "lens",
    };

    /// <summary>Names and texts, in the order of the block.</summary>
    /// <param name="exif">With or without "Exif\0\0" before it; null = none.</param>
    public static IEnumerable<(string Name, string Text)> Read(byte[]? exif)
    {
        ReadOnlySpan<byte> block = exif;
        block = block.StartsWith("Exif\0\0"u8) ? block[6..] : block;
        var texts = new List<(string, string)>();
        if (block.Length >= 8 && (block.StartsWith("II"u8) || block.StartsWith("MM"u8)))
        {
            bool isLittle = block[0] == (byte)'I';
            uint inner = ReadDirectory(block, Number(block[4..], isLittle), isLittle, texts);
            ReadDirectory(block, inner, isLittle, texts);
        }

        return texts;
    }

    /// <returns>Where the directory of the EXIF entries stands, or 0.</returns>
    private static uint ReadDirectory(ReadOnlySpan<byte> block, uint at, bool isLittle, List<(string, string)> texts)
    {
        uint inner = 0;
        if (at == 0 || at + 2 > block.Length)
        {
            return inner;
        }

        int count = Math.Min((int)Short(block[(int)at..], isLittle), MostEntries);
        for (int i = 0; i < count; i++)
        {
            long start = at + 2 + ((long)i * EntryBytes);
            if (start + EntryBytes > block.Length)
            {
                break;
            }

            ReadOnlySpan<byte> entry = block.Slice((int)start, EntryBytes);
            ushort tag = Short(entry, isLittle);
            inner = tag == ExifDirectory ? Number(entry[8..], isLittle) : inner;
            if (Names.TryGetValue(tag, out string? name) && Text(block, entry, isLittle) is { Length: > 0 } text)
            {
                texts.Add((name, text));
            }
        }

        return inner;
    }

    private static string? Text(ReadOnlySpan<byte> block, ReadOnlySpan<byte> entry, bool isLittle)
    {
        ushort type = Short(entry[2..], isLittle);
        uint bytes = Number(entry[4..], isLittle), at = Number(entry[8..], isLittle);
        if (type is not (Ascii or Undefined) || (bytes > 4 && (at >= block.Length || bytes > block.Length - at)))
        {
            return null;
        }

        ReadOnlySpan<byte> value = bytes <= 4 ? entry.Slice(8, (int)bytes) : block.Slice((int)at, (int)Math.Min(bytes, MostBytes));
        if (type == Undefined)
        {
            return value.Length < CodeBytes ? null
                : value.StartsWith("UNICODE"u8) ? (isLittle ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(value[CodeBytes..]).Trim('\0', ' ')
                : Encoding.UTF8.GetString(value[CodeBytes..]).Trim('\0', ' ');
        }

        return Encoding.UTF8.GetString(value).Trim('\0', ' ');
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
