using Infill.Imaging;

namespace Infill.Hostile;

/// <summary>A damaged copy of a valid file; the same seed always gives the same bytes.</summary>
public static class Mutant
{
    // Values on which parsers trip: signs, wraps and sizes just beyond a type.
    private static readonly uint[] Awkward =
        [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    /// <summary>One to four changes to a seed file of the format.</summary>
    public static byte[] Make(FileFormat format, int seed)
    {
        var bits = new SeededBits((ulong)seed * 0x100000001B3 + (ulong)format);
        byte[] file = [.. bits.Pick(SeedFiles.Of(format))];
        int changes = 1 + bits.Below(4);
        for (int i = 0; i < changes && file.Length > 16; i++)
        {
            file = Change(format, file, bits);
        }

        if (format == FileFormat.Png && bits.Below(4) > 0)
        {
            Chunks.RepairPng(file);
        }

        return file;
    }

    /// <summary>Makes the checksums of a changed PNG true again, so that the change reaches the decoder.</summary>
    public static void RepairPng(byte[] file) => Chunks.RepairPng(file);

    private static byte[] Change(FileFormat format, byte[] file, SeededBits bits)
    {
        switch (bits.Below(10))
        {
            case 0: return FlipBits(file, bits);
            case 1: return WriteAwkward(file, Position(file, bits), bits);
            case 2: return WriteAwkward(file, Position(file, bits), bits);
            case 3: return file[..(1 + bits.Below(file.Length))];
            case 4: return Remove(file, Range(file, bits));
            case 5: return Repeat(file, Range(file, bits));
            case 6: return Overwrite(file, Range(file, bits), bits);
            default: return ChangeChunk(format, file, bits);
        }
    }

    private static byte[] ChangeChunk(FileFormat format, byte[] file, SeededBits bits)
    {
        List<(int Start, int Length)> chunks = Chunks.Find(format, file);
        if (chunks.Count == 0)
        {
            return FlipBits(file, bits);
        }

        (int start, int length) = bits.Pick(chunks);
        return bits.Below(4) switch
        {
            0 => Remove(file, (start, length)),
            1 => Repeat(file, (start, length)),
            2 => WriteAwkward(file, start + bits.Below(Math.Min(length, 16)), bits),
            _ => FlipBits(file, bits, start, length),
        };
    }

    private static byte[] FlipBits(byte[] file, SeededBits bits, int start = 0, int length = 0)
    {
        int range = length > 0 ? length : file.Length;
        for (int i = 1 + bits.Below(8); i > 0; i--)
        {
            file[start + bits.Below(range)] ^= (byte)(1 << bits.Below(8));
        }

        return file;
    }

    private static byte[] WriteAwkward(byte[] file, int at, SeededBits bits)
    {
        uint value = bits.Pick(Awkward);
        int width = bits.Pick([1, 2, 4]);
        bool isBig = bits.Below(2) == 0;
        for (int i = 0; i < width && at + i < file.Length; i++)
        {
            file[at + i] = (byte)(value >> (8 * (isBig ? width - 1 - i : i)));
        }

        return file;
    }

    private static byte[] Overwrite(byte[] file, (int Start, int Length) range, SeededBits bits)
    {
        for (int i = 0; i < range.Length; i++)
        {
            file[range.Start + i] = bits.Byte();
        }

        return file;
    }

    private static byte[] Remove(byte[] file, (int Start, int Length) range) =>
        [.. file[..range.Start], .. file[(range.Start + range.Length)..]];

    private static byte[] Repeat(byte[] file, (int Start, int Length) range) =>
        [.. file[..(range.Start + range.Length)], .. file[range.Start..]];

    /// <summary>Half of the time in the first 64 bytes, where sizes stand.</summary>
    private static int Position(byte[] file, SeededBits bits) =>
        bits.Below(bits.Below(2) == 0 ? Math.Min(64, file.Length) : file.Length);

    private static (int Start, int Length) Range(byte[] file, SeededBits bits)
    {
        int start = bits.Below(file.Length);
        return (start, 1 + bits.Below(Math.Min(64, file.Length - start)));
    }
}
