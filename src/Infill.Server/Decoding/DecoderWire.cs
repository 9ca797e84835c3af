using System.Buffers.Binary;
using System.Text;

namespace Infill.Server.Decoding;

/// <summary>Numbers, bytes and texts between the server and a decoder. Whoever reads trusts nothing: every length is checked before memory is taken.</summary>
internal static class DecoderWire
{
    private const int NumberBytes = 8;

    /// <summary>Writes a number as eight bytes.</summary>
    public static void WriteNumber(Stream stream, long number)
    {
        Span<byte> bytes = stackalloc byte[NumberBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        stream.Write(bytes);
    }

    /// <summary>Reads a number.</summary>
    /// <param name="stream">Where it stands.</param>
    /// <param name="least">Least that is right.</param>
    /// <param name="most">Most that is right.</param>
    /// <exception cref="InvalidDataException">It is out of range.</exception>
    public static long ReadNumber(Stream stream, long least, long most)
    {
        Span<byte> bytes = stackalloc byte[NumberBytes];
        stream.ReadExactly(bytes);
        long number = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return number >= least && number <= most ? number : throw new InvalidDataException($"A number is {number}, not from {least} to {most}.");
    }

    /// <summary>Writes bytes with their count before them; null as −1.</summary>
    public static void WriteBytes(Stream stream, byte[]? bytes)
    {
        WriteNumber(stream, bytes?.Length ?? -1);
        stream.Write(bytes);
    }

    /// <summary>Reads bytes, or null.</summary>
    /// <param name="stream">Where they stand.</param>
    /// <param name="most">Most that are taken.</param>
    /// <exception cref="InvalidDataException">There are more.</exception>
    public static byte[]? ReadBytes(Stream stream, long most)
    {
        long count = ReadNumber(stream, -1, most);
        if (count < 0)
        {
            return null;
        }

        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes a text as UTF-8.</summary>
    public static void WriteText(Stream stream, string text) => WriteBytes(stream, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a text.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(Stream stream, int most) => Encoding.UTF8.GetString(ReadBytes(stream, most) ?? []);

    /// <summary>Writes a number that may be absent.</summary>
    public static void WriteReal(Stream stream, double? number) => WriteNumber(stream, BitConverter.DoubleToInt64Bits(number ?? double.NaN));

    /// <summary>Reads a number that may be absent: anything but a finite number above 0 is.</summary>
    public static double? ReadReal(Stream stream)
    {
        double number = BitConverter.Int64BitsToDouble(ReadNumber(stream, long.MinValue, long.MaxValue));
        return double.IsFinite(number) && number > 0 ? number : null;
    }
}
