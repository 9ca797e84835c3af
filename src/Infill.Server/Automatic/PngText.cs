using System.Buffers.Binary;
using System.Text;
using Infill.Imaging;

namespace Infill.Server.Automatic;

/// <summary>Writes a text into a PNG file. Pixels and everything else stay as they are.</summary>
/// <remarks>Source: PNG (Third Edition), 11.3.3: tEXt holds Latin-1, iTXt UTF-8.</remarks>
internal static class PngText
{
    /// <summary>The signature and the header, after which texts may stand.</summary>
    private const int HeaderEnd = 8 + 4 + 4 + 13 + 4;

    /// <summary>A copy of the file with the text in it.</summary>
    /// <param name="png">A PNG file.</param>
    /// <param name="keyword">"parameters", as AUTOMATIC1111's web UI names it.</param>
    /// <param name="text">Any text; zeros are left out.</param>
    public static byte[] Insert(byte[] png, string keyword, string text)
    {
        text = text.Replace("\0", "", StringComparison.Ordinal);
        bool isLatin = text.All(letter => letter <= 'ÿ');
        byte[] body = isLatin
            ? [.. Encoding.Latin1.GetBytes(keyword), 0, .. Encoding.Latin1.GetBytes(text)]
            : [.. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];
        byte[] chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        (isLatin ? "tEXt"u8 : "iTXt"u8).CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Crc32.Of(chunk.AsSpan(4, 4), body));
        return [.. png[..HeaderEnd], .. chunk, .. png[HeaderEnd..]];
    }
}
