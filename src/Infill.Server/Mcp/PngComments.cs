using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Infill.Server.Mcp;

/// <summary>The text chunks of a PNG file.</summary>
/// <remarks>Source: PNG (Third Edition) §11.3.3: tEXt in Latin-1, zTXt the same compressed, iTXt in UTF-8, compressed or not.</remarks>
internal static class PngComments
{
    private const int SignatureBytes = 8;
    private const int ChecksumBytes = 4;
    private const int MostChunks = 10_000;
    private const int MostBytes = 4096;

    /// <summary>What EXIF and XMP stand in, which are read as such.</summary>
    private static readonly string[] Blocks = ["XML:com.adobe.xmp", "Raw profile type"];

    /// <summary>Keywords and texts, in the file's order.</summary>
    /// <param name="file">At its beginning.</param>
    /// <exception cref="InvalidDataException">What says that it is compressed is not.</exception>
    public static IEnumerable<(string Name, string Text)> Read(Stream file)
    {
        byte[] head = new byte[8];
        file.Position = SignatureBytes;
        for (int i = 0; i < MostChunks && CommentText.Take(file, head); i++)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            string name = Encoding.ASCII.GetString(head, 4, 4);
            long next = Math.Min(file.Position + length + ChecksumBytes, file.Length);
            if (name is "tEXt" or "zTXt" or "iTXt"
                && Split(CommentText.TakeMost(file, length)) is ({ Length: > 0 } keyword, { Length: > 0 } rest)
                && !Array.Exists(Blocks, block => keyword.StartsWith(block, StringComparison.Ordinal)))
            {
                yield return (UntrustedText.Clean(keyword), name == "tEXt" ? Encoding.Latin1.GetString(rest) : name == "zTXt" ? Encoding.Latin1.GetString(Inflate(rest[1..])) : Text(rest));
            }

            file.Position = next;
        }
    }

    private static (string Keyword, byte[] After) Split(byte[] content)
    {
        int at = Array.IndexOf(content, (byte)0);
        return at < 0 ? ("", []) : (Encoding.Latin1.GetString(content, 0, at), content[(at + 1)..]);
    }

    // A flag and a method of compression, a language, a translated keyword, the text.
    private static string Text(byte[] rest)
    {
        if (rest.Length < 2)
        {
            return "";
        }

        byte[] text = Split(Split(rest[2..]).After).After;
        return Encoding.UTF8.GetString(rest[0] == 1 ? Inflate(text) : text);
    }

    // Not more than is shown, however much it would become.
    private static byte[] Inflate(byte[] compressed)
    {
        using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        byte[] text = new byte[MostBytes];
        int count = 0;
        try
        {
            for (int more; count < text.Length && (more = zlib.Read(text, count, text.Length - count)) > 0;)
            {
                count += more;
            }
        }
        catch (InvalidDataException)
        {
            // Cut off, as long ones are here, or damaged: what came before it stands.
        }

        return text[..count];
    }
}
