using System.Globalization;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Guards;

/// <summary>Checks one stored tensor (TensorProto) without touching its elements.</summary>
internal static class TensorParser
{
    private const int MostDims = 32;
    private const ulong External = 1;

    /// <summary>Checks kind, shape and size.</summary>
    /// <param name="message">The tensor.</param>
    /// <param name="name">Its name; empty if it has none.</param>
    /// <returns>Where its bytes lie, if not in the graph; else null.</returns>
    /// <exception cref="InvalidDataException">They do not agree.</exception>
    public static ExternalTensor? Check(ReadOnlySpan<byte> message, out string name)
    {
        name = "";
        var dims = new List<long>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        (ulong type, ulong location, long raw) = (0, 0, -1);
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.Numbers(dims, MostDims);
                    break;
                case 2:
                    type = reader.Varint();
                    break;
                case 8:
                    name = WireText.Read(reader.Bytes());
                    break;
                case 9:
                    raw = reader.Bytes().Length;
                    break;
                case 13:
                    AddPlace(places, reader.Bytes());
                    break;
                case 14:
                    location = reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        string shown = Shown.Quote(name);
        long? size = SizeOf(type, dims, shown);
        if (location > External || (location == External) != (places.Count > 0))
        {
            throw new InvalidDataException($"tensor {shown} does not say clearly whether its bytes lie in the graph or in a file");
        }

        RequireRaw(raw, location == External ? null : size, shown);
        return location == External ? Place(name, places, size) : null;
    }

    private static long? SizeOf(ulong type, List<long> dims, string shown)
    {
        if (type > int.MaxValue || !TensorKind.IsKnown((int)type))
        {
            throw new InvalidDataException($"tensor {shown} holds elements of the unknown kind {type}");
        }

        try
        {
            return dims.Any(d => d < 0)
                ? throw new InvalidDataException($"tensor {shown} has the shape {Shown.Shape(dims)}")
                : TensorKind.SizeOf((int)type, dims.Contains(0) ? 0 : dims.Aggregate(1L, (product, dim) => checked(product * dim)));
        }
        catch (OverflowException)
        {
            throw new InvalidDataException($"tensor {shown} has the shape {Shown.Shape(dims)}, more than any memory holds");
        }
    }

    private static void RequireRaw(long raw, long? size, string shown)
    {
        if (raw >= 0 && size is long expected && raw != expected)
        {
            throw new InvalidDataException($"tensor {shown} has {raw:N0} bytes; its kind and shape need {expected:N0}");
        }
    }

    private static void AddPlace(Dictionary<string, string> places, ReadOnlySpan<byte> message)
    {
        (string key, string value) = ("", "");
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    key = WireText.Read(reader.Bytes());
                    break;
                case 2:
                    value = WireText.Read(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Others, such as packed weights, would make the runtime read ranges that nobody checked.
        if (key is not ("location" or "offset" or "length" or "checksum") || !places.TryAdd(key, value))
        {
            throw new InvalidDataException($"a tensor's place has the entry {Shown.Quote(key)} twice, or it is not known");
        }
    }

    private static ExternalTensor Place(string name, Dictionary<string, string> places, long? size)
    {
        string shown = Shown.Quote(name);
        string location = places.GetValueOrDefault("location", "");
        if (ExternalLocation.FindProblem(location) is string problem)
        {
            throw new InvalidDataException($"the location {Shown.Quote(location)} of tensor {shown} {problem}; weights must lie beside the graph");
        }

        ulong bytes = (ulong)(size ?? throw new InvalidDataException($"tensor {shown} holds texts, which cannot lie in a file of weights"));
        ulong length = places.TryGetValue("length", out string? text) ? Number(text, shown) : bytes;
        return length == bytes ? new ExternalTensor(name, location, places.TryGetValue("offset", out text) ? Number(text, shown) : 0, length)
            : throw new InvalidDataException($"tensor {shown} has {length:N0} bytes in its file; its kind and shape need {bytes:N0}");
    }

    private static ulong Number(string text, string shown) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number
        : throw new InvalidDataException($"tensor {shown} has an offset or length of {Shown.Quote(text)}, which is no number of bytes");
}
