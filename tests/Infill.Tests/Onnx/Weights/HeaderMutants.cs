using System.Text;

namespace Infill.Tests.Onnx.Weights;

/// <summary>Damaged headers: each is a function of its seed alone.</summary>
internal sealed class HeaderMutants(ulong seed)
{
    // What trips parsers of this format: structure, keys, sizes around the widths of integers.
    private static readonly string[] Snippets =
        ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", " ", "\0", "-", "-1", "0", "1", "00", "1e9", "1.5", "null", "true", "[]", "{}",
         "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "99999999999999999999999",
         "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\"", "\"F32\"", "\"F64\"", "\"BOOL\"", "\"F8_E5M2\"", "\"a\":", "\u202e", "\ufeff"];

    private ulong _state = seed;

    /// <summary>Bytes that follow the header that was made last; mostly as many as the sound header claimed.</summary>
    public long DataLength { get; private set; }

    /// <summary>A sound header of a few tensors with one to five changes.</summary>
    public byte[] Next() => Mutate(Sound());

    /// <summary>A copy of a text in JSON with one to five changes.</summary>
    public byte[] Mutate(byte[] sound)
    {
        byte[] text = [.. sound];
        for (int i = 1 + Below(5); i > 0 && text.Length > 0; i--)
        {
            text = Change(text);
        }

        return text;
    }

    private byte[] Sound()
    {
        var text = new StringBuilder(Below(3) == 0 ? """{"__metadata__":{"format":"pt"},""" : "{");
        int begin = 0;
        int count = 1 + Below(5);
        for (int i = 0; i < count; i++)
        {
            int rows = Below(4);
            int columns = 1 + Below(9);
            text.Append(i > 0 ? "," : "").Append(TestSafetensors.Entry($"t{i}", "F32", $"{rows},{columns}", $"{begin},{begin + (4 * rows * columns)}"));
            begin += 4 * rows * columns;
        }

        DataLength = Below(8) == 0 ? Below(300) : begin;
        return Encoding.UTF8.GetBytes(text.Append('}').ToString());
    }

    private byte[] Change(byte[] header)
    {
        int at = Below(header.Length);
        int length = 1 + Below(Math.Min(40, header.Length - at));
        switch (Below(6))
        {
            case 0:
                header[at] ^= (byte)(1 << Below(8));
                return header;
            case 1:
                return [.. header[..at], .. header[(at + length)..]];
            case 2:
                return [.. header[..(at + length)], .. header[at..]];
            case 3:
                return header[..at];
            case 4:
                return Replaced(header, Encoding.UTF8.GetBytes(Snippets[Below(Snippets.Length)]), at, length);
            default:
                return Replaced(header, Encoding.UTF8.GetBytes(Snippets[Below(Snippets.Length)]), at, 0);
        }
    }

    // A number is replaced as a whole, so that the change reaches the checks behind the JSON.
    private static byte[] Replaced(byte[] header, byte[] snippet, int at, int length)
    {
        int end = at + length;
        while (length > 0 && char.IsAsciiDigit((char)header[at]) && end < header.Length && char.IsAsciiDigit((char)header[end]))
        {
            end++;
        }

        return [.. header[..at], .. snippet, .. header[end..]];
    }

    // SplitMix64. Source: Steele, Lea, Flood, OOPSLA 2014.
    private int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
