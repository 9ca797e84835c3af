using System.Globalization;
using System.Text;

namespace Infill.Onnx.Store.Bundles;

/// <summary>Walks over an archive's headers before anything is read from it: .NET's reader would allocate what a header claims.</summary>
internal static class TarGuard
{
    private const int BlockBytes = 512;
    private const int MostEntries = 100_000;

    /// <summary>Attributes of one file have a few hundred bytes.</summary>
    private const long MostAttributeBytes = 1 << 16;

    /// <summary>True if the start of a file is that of an archive.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> start) => start.Length >= 262 && start.Slice(257, 5).SequenceEqual("ustar"u8);

    /// <summary>Refuses archives with anything but files and their attributes.</summary>
    /// <param name="archive">Is read from its start, and set back to it.</param>
    /// <param name="path">For messages.</param>
    /// <param name="more">Kinds of entries that are allowed beside files (0) and attributes (x).</param>
    /// <exception cref="ModelException">A link, device or folder, a header that claims more than there is, or too many entries.</exception>
    public static void Require(Stream archive, string path, string more = "")
    {
        archive.Position = 0;
        byte[] header = new byte[BlockBytes];
        for (int entries = 0; archive.ReadAtLeast(header, BlockBytes, throwOnEndOfStream: false) == BlockBytes && header.AsSpan().ContainsAnyExcept((byte)0); entries++)
        {
            char kind = header[156] == 0 ? '0' : (char)header[156];
            if (kind is not ('0' or 'x') && !more.Contains(kind))
            {
                throw new ModelException($"{path} holds an entry of the kind '{(char.IsControl(kind) ? '?' : kind)}' (a link, folder or device); only files are taken.");
            }

            long size = ReadSize(header) ?? throw new ModelException($"{path} is damaged: entry {entries + 1} has no size.");
            long left = archive.Length - archive.Position;
            if (size > left || entries >= MostEntries || (kind is 'x' or 'g' && size > MostAttributeBytes))
            {
                throw new ModelException($"{path} is damaged or hostile: entry {entries + 1} claims {size:N0} bytes of {left:N0}.");
            }

            archive.Position += Math.Min(left, (size + BlockBytes - 1) / BlockBytes * BlockBytes);
        }

        archive.Position = 0;
    }

    /// <summary>Twelve octal digits, or, above 8 GB, the number itself behind a byte 0x80.</summary>
    private static long? ReadSize(ReadOnlySpan<byte> header)
    {
        ReadOnlySpan<byte> field = header.Slice(124, 12);
        if (field[0] == 0x80)
        {
            return field[1..4].ContainsAnyExcept((byte)0) || field[4] > 0x7F ? null : System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(field[4..]);
        }

        long size = 0;
        foreach (char digit in Encoding.ASCII.GetString(field).Trim(' ', '\0'))
        {
            if (digit is < '0' or > '7')
            {
                return null;
            }

            size = (size * 8) + CharUnicodeInfo.GetDecimalDigitValue(digit);
        }

        return size;
    }
}
