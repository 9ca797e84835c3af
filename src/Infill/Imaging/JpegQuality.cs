namespace Infill.Imaging;

/// <summary>Estimates the quality setting that a JPEG was saved with, from the quantisation tables in its header.</summary>
/// <remarks>libjpeg scales the tables of ITU-T T.81 Annex K by <c>s = q &lt; 50 ? 5000 / q : 200 − 2q</c> percent
/// (<c>jpeg_quality_scaling</c>, jcparam.c). The estimate is the q whose scaled tables lie nearest to the file's:
/// exact for libjpeg's encoders, the closest equivalent for those with tables of their own.</remarks>
internal static class JpegQuality
{
    /// <summary>Tables and frame headers come early; a header longer than this is not worth reading on for.</summary>
    private const int MaxSegments = 500;

    private const int TableEntries = 64;

    // Annex K, tables K.1 and K.2, in the zigzag order in which files store them.
    private static readonly byte[] Luminance =
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
        26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
        56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
        95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
    ];

    private static readonly byte[] Chrominance =
    [
        17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Quality 1–100, or null if the stream holds no complete table before the first scan.</summary>
    /// <param name="stream">A JPEG from its first byte; read forwards only.</param>
    public static int? Estimate(Stream stream)
    {
        int[]?[] tables = ReadTables(stream);
        if (tables[0] is not { } first)
        {
            return null;
        }

        int best = 1;
        long bestDistance = long.MaxValue;
        for (int quality = 1; quality <= 100; quality++)
        {
            long distance = Distance(first, Luminance, quality)
                + (tables[1] is { } second ? Distance(second, Chrominance, quality) : 0);
            if (distance <= bestDistance)   // ties go to the better quality
            {
                (best, bestDistance) = (quality, distance);
            }
        }

        return best;
    }

    private static long Distance(int[] table, byte[] annexK, int quality)
    {
        int scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        long sum = 0;
        for (int i = 0; i < TableEntries; i++)
        {
            int expected = Math.Clamp(((annexK[i] * scale) + 50) / 100, 1, 255);
            sum += Math.Abs(table[i] - expected);
        }

        return sum;
    }

    private static int[]?[] ReadTables(Stream stream)
    {
        int[]?[] tables = new int[4][];
        stream.ReadByte();
        stream.ReadByte();
        for (int i = 0; i < MaxSegments; i++)
        {
            int marker = ReadMarker(stream);
            int length = (stream.ReadByte() << 8) | stream.ReadByte();
            if (marker is < 0 or 0xDA or 0xD9 || length < 2)
            {
                break;
            }

            byte[] segment = new byte[length - 2];
            if (stream.ReadAtLeast(segment, segment.Length, throwOnEndOfStream: false) < segment.Length)
            {
                break;
            }

            if (marker == 0xDB)
            {
                AddTables(segment, tables);
            }
        }

        return tables;
    }

    private static int ReadMarker(Stream stream)
    {
        if (stream.ReadByte() != 0xFF)
        {
            return -1;
        }

        int marker;
        do
        {
            marker = stream.ReadByte();   // any number of fill bytes 0xFF may come first
        }
        while (marker == 0xFF);
        return marker;
    }

    private static void AddTables(ReadOnlySpan<byte> segment, int[]?[] tables)
    {
        while (segment.Length > 0)
        {
            bool wide = segment[0] >> 4 != 0;
            int slot = segment[0] & 3;
            int bytes = wide ? 2 * TableEntries : TableEntries;
            segment = segment[1..];
            if (segment.Length < bytes)
            {
                return;
            }

            int[] table = new int[TableEntries];
            for (int i = 0; i < TableEntries; i++)
            {
                table[i] = wide ? (segment[2 * i] << 8) | segment[(2 * i) + 1] : segment[i];
            }

            tables[slot] = table;
            segment = segment[bytes..];
        }
    }
}
