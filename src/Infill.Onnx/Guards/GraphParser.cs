using Infill.Onnx.Weights;

namespace Infill.Onnx.Guards;

/// <summary>Walks through an ONNX file (ModelProto) in place and refuses what a file from outside must not hold. One instance serves one file.</summary>
/// <remarks>Field numbers are those of onnx/onnx.proto3. Recursion is bounded by <see cref="GraphLimits.MostDepth"/>, memory by the counts of nodes, tensors and ports.</remarks>
internal sealed class GraphParser
{
    /// <summary>First version with the operator sets of today.</summary>
    private const int OldestVersion = 3;

    /// <summary>ONNX 1.20's.</summary>
    private const int NewestVersion = 13;

    /// <summary>"" is the standard domain's other name.</summary>
    private static readonly string[] Domains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft"];

    /// <summary>Its graphs are compiled elsewhere and may lie in any file that an attribute names.</summary>
    private const string CompiledGraph = "EPContext";

    private readonly GraphLimits _limits;
    private readonly PortParser _ports;
    private readonly List<ExternalTensor> _external = [];
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);
    private readonly List<GraphPort> _inputs = [];
    private readonly List<GraphPort> _outputs = [];
    private int _nodes;
    private int _initializers;

    private GraphParser(GraphLimits limits) => (_limits, _ports) = (limits, new PortParser(limits.MostDepth));

    /// <summary>Checks everything that the bytes alone can tell.</summary>
    /// <exception cref="InvalidDataException">The reason for a refusal, to stand behind the file's name.</exception>
    public static GraphContract Parse(ReadOnlySpan<byte> file, GraphLimits limits)
    {
        // ONNX Runtime takes bytes with this mark for its own format, whatever else they are: nobody would have checked that.
        if (file.Length >= 8 && file.Slice(4, 4).SequenceEqual("ORTM"u8))
        {
            throw new InvalidDataException("it is in ONNX Runtime's own format (.ort), which cannot be checked; use the .onnx file that it was made from");
        }

        return new GraphParser(limits).Model(file);
    }

    private GraphContract Model(ReadOnlySpan<byte> message)
    {
        (ulong version, int graphs) = (0, 0);
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    version = reader.Varint();
                    break;
                case 7:
                    graphs++;
                    Graph(reader.Bytes(), 1);
                    break;
                case 20:
                    throw new InvalidDataException("it holds training steps; export the network for inference");
                case 25:
                    throw new InvalidDataException("it defines functions of its own; export it with all functions inlined");
                default:
                    reader.Skip();
                    break;
            }
        }

        if (graphs != 1 || version is < OldestVersion or > NewestVersion)
        {
            throw new InvalidDataException(graphs != 1
                ? $"it holds {graphs} graphs, not 1; it is no ONNX model"
                : $"its format has version {version}; versions {OldestVersion} to {NewestVersion} are known");
        }

        // Older files list every stored tensor among the inputs.
        GraphPort[] inputs = [.. _inputs.Where(i => !_stored.Contains(i.Name))];
        return Math.Max(inputs.Length, _outputs.Count) <= _limits.MostPorts
            ? new GraphContract { Inputs = inputs, Outputs = _outputs, Nodes = _nodes, External = _external }
            : throw ManyPorts();
    }

    private void Graph(ReadOnlySpan<byte> message, int depth)
    {
        if (depth > _limits.MostDepth)
        {
            throw new InvalidDataException($"graphs in it are nested more than {_limits.MostDepth} deep");
        }

        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    Node(reader.Bytes(), depth);
                    break;
                case 5:
                    Initializer(reader.Bytes(), depth);
                    break;
                case 11:
                    Port(reader.Bytes(), depth == 1 ? _inputs : null);
                    break;
                case 12:
                    Port(reader.Bytes(), depth == 1 ? _outputs : null);
                    break;
                case 13:
                    Port(reader.Bytes(), null);
                    break;
                case 15:
                    CountInitializer();
                    Sparse(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void Node(ReadOnlySpan<byte> message, int depth)
    {
        if (++_nodes > _limits.MostNodes)
        {
            throw new InvalidDataException($"it has more than {_limits.MostNodes:N0} nodes");
        }

        (string kind, string domain) = ("", "");
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4:
                    kind = WireText.Read(reader.Bytes());
                    break;
                case 5:
                    Attribute(reader.Bytes(), depth);
                    break;
                case 7:
                    domain = WireText.Read(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!Domains.Contains(domain) || kind == CompiledGraph)
        {
            throw new InvalidDataException(kind == CompiledGraph
                ? $"operator {CompiledGraph} runs a graph that was compiled elsewhere and cannot be checked"
                : $"operator {Shown.Quote(kind)} is of the domain {Shown.Quote(domain)}; known are {string.Join(", ", Domains.Skip(1))}");
        }
    }

    private void Attribute(ReadOnlySpan<byte> message, int depth)
    {
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 5 or 10:
                    Inside(reader.Bytes());
                    break;
                case 6 or 11:
                    Graph(reader.Bytes(), depth + 1);
                    break;
                case 14 or 15:
                    _ports.Type(reader.Bytes(), 1);
                    break;
                case 22 or 23:
                    Sparse(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void Initializer(ReadOnlySpan<byte> message, int depth)
    {
        CountInitializer();
        ExternalTensor? place = TensorParser.Check(message, out string name);
        if (place is not null)
        {
            _external.Add(place);
        }

        if (depth == 1)
        {
            _stored.Add(name);
        }
    }

    private void CountInitializer()
    {
        if (++_initializers > _limits.MostInitializers)
        {
            throw new InvalidDataException($"it has more than {_limits.MostInitializers:N0} stored tensors");
        }
    }

    private void Port(ReadOnlySpan<byte> message, List<GraphPort>? ports)
    {
        GraphPort port = _ports.Read(message);
        ports?.Add(port);
        if (ports?.Count > _limits.MostPorts + _limits.MostInitializers)
        {
            throw ManyPorts();
        }
    }

    private static void Sparse(ReadOnlySpan<byte> message)
    {
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field is 1 or 2)
            {
                Inside(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void Inside(ReadOnlySpan<byte> message)
    {
        if (TensorParser.Check(message, out string name) is not null)
        {
            throw new InvalidDataException($"tensor {Shown.Quote(name)} is no initializer, but lies in a file of its own; only initializers may");
        }
    }

    private InvalidDataException ManyPorts() => new($"it has more than {_limits.MostPorts:N0} inputs or outputs");
}
