using System.Text;

namespace Infill.Onnx.Guards;

/// <summary>Names in a file.</summary>
internal static class WireText
{
    private const int MostBytes = 4096;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a field.</summary>
    /// <exception cref="InvalidDataException">Longer than 4096 bytes, or no UTF-8.</exception>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.Length <= MostBytes ? Strict.GetString(bytes) : throw new InvalidDataException($"a name in it has {bytes.Length:N0} bytes; at most {MostBytes:N0} are read");
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("a name in it is no UTF-8");
        }
    }
}
