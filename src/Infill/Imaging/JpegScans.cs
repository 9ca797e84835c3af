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
        var bytes = new ByteScanner(stream);
        int scans = 0;
        bytes.Skip(2);
        for (int marker = NextMarker(bytes); marker is >= 0 and not EndOfImage; marker = NextMarker(bytes))
        {
            if (marker == StartOfScan && ++scans > limit)
            {
                break;
            }

            bytes.Skip(bytes.Read16() - 2);
        }

        return scans;
    }

    /// <summary>The next marker, skipping entropy-coded bytes, stuffed zeros and restart markers; −1 at the end.</summary>
    private static int NextMarker(ByteScanner bytes)
    {
        while (bytes.SkipPast(0xFF))
        {
            int code = bytes.Read();
            while (code == 0xFF)
            {
                code = bytes.Read();
            }

            if (code is not (0x00 or 0x01 or (>= 0xD0 and <= 0xD8)))
            {
                return code;
            }
        }

        return -1;
    }
}
