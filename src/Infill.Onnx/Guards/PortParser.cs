namespace Infill.Onnx.Guards;

/// <summary>Reads what a graph says of its inputs, outputs and other values (ValueInfoProto, TypeProto).</summary>
/// <param name="mostDepth">Types within types.</param>
internal sealed class PortParser(int mostDepth)
{
    private const int MostDims = 32;

    /// <summary>Name, kind and shape.</summary>
    /// <exception cref="InvalidDataException">The message is broken, or its type nested too deeply.</exception>
    public GraphPort Read(ReadOnlySpan<byte> message)
    {
        string name = "";
        (int Kind, List<long?> Dims) tensor = (0, []);
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = WireText.Read(reader.Bytes());
                    break;
                case 2:
                    tensor = Type(reader.Bytes(), 1);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new GraphPort(name, tensor.Kind, tensor.Dims);
    }

    /// <summary>A type: tensors give their kind and shape, anything else nothing.</summary>
    /// <param name="message">The TypeProto.</param>
    /// <param name="depth">1 for a type that stands in no other.</param>
    public (int Kind, List<long?> Dims) Type(ReadOnlySpan<byte> message, int depth)
    {
        if (depth > mostDepth)
        {
            throw new InvalidDataException($"types in it are nested more than {mostDepth} deep");
        }

        (int Kind, List<long?> Dims) tensor = (0, []);
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    tensor = Tensor(reader.Bytes());
                    break;
                case 4 or 9:
                    Inner(reader.Bytes(), typeField: 1, depth);
                    break;
                case 5:
                    Inner(reader.Bytes(), typeField: 2, depth);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return tensor;
    }

    // Sequences and optional values hold a type in field 1, maps in field 2.
    private void Inner(ReadOnlySpan<byte> message, int typeField, int depth)
    {
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == typeField)
            {
                Type(reader.Bytes(), depth + 1);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static (int Kind, List<long?> Dims) Tensor(ReadOnlySpan<byte> message)
    {
        ulong kind = 0;
        var dims = new List<long?>();
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    kind = reader.Varint();
                    break;
                case 2:
                    Shape(reader.Bytes(), dims);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return ((int)Math.Min(kind, int.MaxValue), dims);
    }

    private static void Shape(ReadOnlySpan<byte> message, List<long?> dims)
    {
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }

            dims.Add(Dim(reader.Bytes()));
            if (dims.Count > MostDims)
            {
                throw new InvalidDataException($"a value in it has more than {MostDims} dimensions");
            }
        }
    }

    // Exporters write 0 and −1 for "each run chooses" as well as a name.
    private static long? Dim(ReadOnlySpan<byte> message)
    {
        long? size = null;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                size = (long)reader.Varint() is > 0 and long number ? number : null;
            }
            else
            {
                reader.Skip();
            }
        }

        return size;
    }
}
