using System.Text.Json;

namespace Infill.Onnx.Weights;

/// <summary>Reads one tensor's line of a safetensors header.</summary>
internal static class SafetensorsEntry
{
    private const int MostDimensions = 8;

    /// <summary>Reads the object after a tensor's name; fields that are not known are skipped.</summary>
    /// <param name="reader">Stands on the name; afterwards on the object's end.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="dataLength">Bytes that follow the header in the file.</param>
    /// <exception cref="ModelException">A field is missing, twice there or out of range, or kind, shape and range disagree.</exception>
    public static TensorEntry Read(ref Utf8JsonReader reader, string name, long dataLength)
    {
        TensorType? type = null;
        long[]? shape = null;
        (long Begin, long End)? range = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw Bad(name, "is no object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8))
            {
                type = type is null ? ReadType(ref reader, name) : throw Bad(name, "has two dtypes");
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                shape = shape is null ? ReadShape(ref reader, name) : throw Bad(name, "has two shapes");
            }
            else if (reader.ValueTextEquals("data_offsets"u8))
            {
                range = range is null ? ReadRange(ref reader, name) : throw Bad(name, "has two ranges");
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return type is TensorType known && shape is not null && range is (long begin, long end)
            ? Check(new TensorEntry(name, known, shape, begin, end), dataLength)
            : throw Bad(name, "lacks its dtype, shape or data_offsets");
    }

    /// <summary>Bytes of a shape, or null if they are more than 2⁶³ − 1. A product that overflows is not rescued by a zero.</summary>
    public static long? SizeOf(TensorType type, ReadOnlySpan<long> shape)
    {
        long bytes = type.Bytes();
        bool isEmpty = false;
        foreach (long dimension in shape)
        {
            isEmpty |= dimension == 0;
            if (dimension > 0)
            {
                if (bytes > long.MaxValue / dimension)
                {
                    return null;
                }

                bytes *= dimension;
            }
        }

        return isEmpty ? 0 : bytes;
    }

    private static TensorEntry Check(TensorEntry entry, long dataLength)
    {
        if (entry.End < entry.Begin || entry.End > dataLength)
        {
            throw Bad(entry.Name, $"claims the bytes {entry.Begin:N0} to {entry.End:N0} of {dataLength:N0}");
        }

        long size = SizeOf(entry.Type, entry.Shape) ?? throw Bad(entry.Name, $"is larger than any file: {Form(entry)}");
        return size == entry.End - entry.Begin ? entry
            : throw Bad(entry.Name, $"has {entry.End - entry.Begin:N0} bytes, but {Form(entry)} needs {size:N0}");
    }

    private static string Form(TensorEntry entry) => $"{entry.Type} {Shown.Shape(entry.Shape)}";

    private static TensorType ReadType(ref Utf8JsonReader reader, string name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            throw Bad(name, "has a dtype that is no text");
        }

        // Escapes are legal in any JSON text, but no writer of the format makes them here.
        return TensorTypes.Parse(reader.ValueSpan) ?? throw Bad(name, $"has the unknown dtype {Shown.Quote(reader.GetString()!)}");
    }

    private static long[] ReadShape(ref Utf8JsonReader reader, string name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw Bad(name, "has a shape that is no list");
        }

        Span<long> shape = stackalloc long[MostDimensions];
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == MostDimensions)
            {
                throw Bad(name, $"has more than {MostDimensions} dimensions");
            }

            shape[count++] = ReadNumber(ref reader, name);
        }

        return count == 0 ? [] : shape[..count].ToArray();
    }

    private static (long Begin, long End) ReadRange(ref Utf8JsonReader reader, string name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read())
        {
            throw Bad(name, "has data_offsets that are no list");
        }

        long begin = ReadNumber(ref reader, name);
        reader.Read();
        long end = ReadNumber(ref reader, name);
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? (begin, end) : throw Bad(name, "has more than two data_offsets");
    }

    private static long ReadNumber(ref Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number >= 0
            ? number
            : throw Bad(name, "has a number that is not whole, below 0 or beyond 2⁶³ − 1");

    private static ModelException Bad(string name, string problem) => new($"its tensor {Shown.Quote(name)} {problem}.");
}
