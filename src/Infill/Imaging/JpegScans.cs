namespace Infill.Imaging;

/// <summary>Counts a JPEG's scans without decoding: a progressive file of a few kilobytes can ask for thousands of passes over every pixel.</summary>
/// <remarks>Source: ITU-T T.81 Annex B. Segments are skipped by length, so pictures inside them (thumbnails) do not count.</remarks>
internal static class JpegScans
{
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;

    /// <summary>Scans from the stream's position to the end of the image, at most <paramref name="limit"/> + 1.</summary>
    public static int Count(Stream stream, int limit)
    {
        // A buffer of its own: the stream may be any, and it is read byte by byte.
        var bytes = new BufferedStream(stream, 1 << 16);
        int scans = 0;
        bytes.ReadByte();
        bytes.ReadByte();
        for (int marker = NextMarker(bytes); marker is >= 0 and not EndOfImage; marker = NextMarker(bytes))
        {
            if (marker == StartOfScan && ++scans > limit)
            {
                break;
            }

            int length = (bytes.ReadByte() << 8) | bytes.ReadByte();
            Skip(bytes, length - 2);
        }

        return scans;
    }

    /// <summary>The next marker, skipping entropy-coded bytes, stuffed zeros and restart markers; −1 at the end.</summary>
    private static int NextMarker(BufferedStream bytes)
    {
        int previous = 0;
        for (int current = bytes.ReadByte(); current >= 0; current = bytes.ReadByte())
        {
            if (previous == 0xFF && current is not (0x00 or 0x01 or 0xFF or (>= 0xD0 and <= 0xD8)))
            {
                return current;
            }

            previous = current;
        }

        return -1;
    }

    private static void Skip(BufferedStream bytes, int count)
    {
        for (int i = 0; i < count && bytes.ReadByte() >= 0; i++)
        {
        }
    }
}
