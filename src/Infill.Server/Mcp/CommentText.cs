using System.Buffers.Binary;
using System.Text;

namespace Infill.Server.Mcp;

/// <summary>The texts that stand in a picture's file beside EXIF, XMP and its profile: text chunks of PNG, comments of JPEG and GIF. Read without a decoder and within bounds: the file comes from a stranger.</summary>
/// <remarks>Sources: ITU-T T.81 annex B (segment COM); GIF89a §24 and §25 (comment and plain text extensions).</remarks>
internal static class CommentText
{
    private const int MostTexts = 100;
    private const int MostBytes = 4096;
    private const int MostBlocks = 100_000;
    private const int GifHeadBytes = 13;
    private const int GifPlaceBytes = 9;
    private const byte GifExtension = 0x21;
    private const byte GifImage = 0x2C;
    private const byte GifComment = 0xFE;
    private const byte GifPlainText = 0x01;
    private const byte JpegComment = 0xFE;
    private const byte JpegScan = 0xDA;

    /// <summary>Names and texts in the file's order; none of other formats. What does not fit ends the reading.</summary>
    /// <param name="file">Can seek; read from its beginning and left open.</param>
    public static IReadOnlyList<(string Name, string Text)> Read(Stream file)
    {
        byte[] head = new byte[8];
        file.Position = 0;
        int count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        ReadOnlySpan<byte> start = head.AsSpan(0, count);
        IEnumerable<(string, string)> texts = start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? PngComments.Read(file)
            : start.StartsWith("GIF8"u8) ? OfGif(file)
            : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? OfJpeg(file)
            : [];
        try
        {
            return [.. texts.Take(MostTexts)];
        }
        catch (Exception reason) when (reason is EndOfStreamException or InvalidDataException)
        {
            // A damaged file: whoever wants its pixels is told elsewhere.
            return [];
        }
    }

    // Segments until the first scan: a mark, two bytes of length that count themselves, the content.
    private static IEnumerable<(string Name, string Text)> OfJpeg(Stream file)
    {
        byte[] mark = new byte[4];
        file.Position = 2;
        for (int i = 0; i < MostBlocks && Take(file, mark) && mark[0] == 0xFF && mark[1] != JpegScan; i++)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(mark.AsSpan(2)) - 2;
            if (length < 0)
            {
                yield break;
            }

            long next = Math.Min(file.Position + length, file.Length);
            if (mark[1] == JpegComment)
            {
                yield return ("comment", Encoding.UTF8.GetString(TakeMost(file, length)).Trim('\0', ' '));
            }

            file.Position = next;
        }
    }

    private static IEnumerable<(string Name, string Text)> OfGif(Stream file)
    {
        byte[] head = new byte[GifHeadBytes];
        if (!Take(file, head))
        {
            yield break;
        }

        SkipTable(file, head[10]);
        byte[] one = new byte[1], place = new byte[GifPlaceBytes];
        for (int i = 0; i < MostBlocks && Take(file, one) && one[0] is GifExtension or GifImage; i++)
        {
            if (one[0] == GifImage)
            {
                if (!Take(file, place))
                {
                    yield break;
                }

                SkipTable(file, place[8]);
                file.Position++;
                TakeBlocks(file, 0);
                continue;
            }

            Take(file, one);
            byte label = one[0];
            byte[] content = TakeBlocks(file, label is GifComment or GifPlainText ? MostBytes : 0);
            if (content.Length > 0)
            {
                yield return ("comment", Encoding.UTF8.GetString(content).Trim('\0', ' '));
            }
        }
    }

    private static void SkipTable(Stream file, byte flags) => file.Position += (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;

    // Blocks of at most 255 bytes, each after its length, up to one of no bytes.
    private static byte[] TakeBlocks(Stream file, int most)
    {
        using var content = new MemoryStream();
        byte[] length = new byte[1];
        for (int i = 0; i < MostBlocks * 10 && Take(file, length) && length[0] > 0; i++)
        {
            long next = file.Position + length[0];
            if (content.Length < most)
            {
                content.Write(TakeMost(file, length[0]));
            }

            file.Position = next;
        }

        return content.ToArray();
    }

    /// <summary>Fills a buffer.</summary>
    /// <returns>False if the file ends before.</returns>
    public static bool Take(Stream file, byte[] buffer) => file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;

    /// <summary>As many bytes as wanted and there are, at most 4 KB.</summary>
    public static byte[] TakeMost(Stream file, long wanted)
    {
        byte[] buffer = new byte[(int)Math.Min(wanted, MostBytes)];
        int count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..count];
    }
}
