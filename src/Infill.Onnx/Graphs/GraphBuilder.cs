using System.Runtime.InteropServices;
using Google.Protobuf;
using Infill.Onnx.Graphs.Proto;

namespace Infill.Onnx.Graphs;

/// <summary>Writes an ONNX graph node by node. Names are made here, so that they are unique; equal constants are stored once.</summary>
/// <param name="name">Name of the network, for messages of the runtime.</param>
/// <param name="dialect">Which operators the layers may use.</param>
internal sealed class GraphBuilder(string name, OperatorDialect dialect)
{
    /// <summary>Operator set of the standard domain: the first with Gelu, and old enough for every runtime in use.</summary>
    private const int Opset = 20;

    /// <summary>Version of the file format that came with operator set 20.</summary>
    private const int IrVersion = 9;

    private const string MicrosoftDomain = "com.microsoft";

    private readonly GraphProto _graph = new() { Name = name };
    private readonly Dictionary<string, Value> _constants = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Which operators the layers may use.</summary>
    public OperatorDialect Dialect => dialect;

    /// <summary>Declares an input.</summary>
    /// <param name="inputName">Name that the caller feeds.</param>
    /// <param name="type">Kind of its elements.</param>
    /// <param name="dims">A number for a fixed dimension, a word for one that each run chooses.</param>
    public Value Input(string inputName, ElementType type, params ReadOnlySpan<string> dims)
    {
        _graph.Input.Add(Describe(inputName, type, dims));
        return new Value(inputName);
    }

    /// <summary>Declares an output under a name of our choice.</summary>
    public void Output(Value value, string outputName, ElementType type, params ReadOnlySpan<string> dims)
    {
        var identity = new NodeProto { OpType = "Identity", Name = $"output/{outputName}" };
        identity.Input.Add(value.Name);
        identity.Output.Add(outputName);
        _graph.Node.Add(identity);
        _graph.Output.Add(Describe(outputName, type, dims));
    }

    /// <summary>A node of the standard domain with one output.</summary>
    public Value Node(string op, ReadOnlySpan<Value> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Nodes(op, "", 1, inputs, attributes)[0];

    /// <summary>A node of ONNX Runtime's own domain with one output; only in the fused dialect.</summary>
    public Value FusedNode(string op, ReadOnlySpan<Value> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Nodes(op, MicrosoftDomain, 1, inputs, attributes)[0];

    /// <summary>A node with several outputs.</summary>
    /// <param name="op">Operator.</param>
    /// <param name="domain">"" for the standard, or a vendor's.</param>
    /// <param name="outputs">Number of outputs, at least 1.</param>
    /// <param name="inputs">In the operator's order; <see cref="Value.None"/> for those left out.</param>
    /// <param name="attributes">See <see cref="Attribute"/>.</param>
    public Value[] Nodes(string op, string domain, int outputs, ReadOnlySpan<Value> inputs, ReadOnlySpan<AttributeProto> attributes)
    {
        string id = $"{op}_{_count++}";
        var node = new NodeProto { OpType = op, Domain = domain, Name = id };
        foreach (Value input in inputs)
        {
            node.Input.Add(input.Name);
        }

        var results = new Value[outputs];
        for (int i = 0; i < outputs; i++)
        {
            results[i] = new Value(outputs == 1 ? id : $"{id}.{i}");
            node.Output.Add(results[i].Name);
        }

        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
        return results;
    }

    /// <summary>A constant vector of whole numbers: shapes, axes, ranges.</summary>
    public Value Integers(params ReadOnlySpan<long> values)
    {
        string key = $"i[{string.Join(',', values.ToArray())}]";
        return _constants.TryGetValue(key, out Value known)
            ? known
            : _constants[key] = Initializer(key, ElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values));
    }

    /// <summary>A constant number, as a tensor without dimensions.</summary>
    public Value Number(float value)
    {
        string key = $"f{BitConverter.SingleToInt32Bits(value):x8}";
        return _constants.TryGetValue(key, out Value known)
            ? known
            : _constants[key] = Initializer(key, ElementType.Float, [], MemoryMarshal.AsBytes([value]));
    }

    /// <summary>A constant vector of numbers.</summary>
    public Value Numbers(params ReadOnlySpan<float> values)
    {
        string key = $"f[{Convert.ToHexStringLower(MemoryMarshal.AsBytes(values))}]";
        return _constants.TryGetValue(key, out Value known)
            ? known
            : _constants[key] = Initializer(key, ElementType.Float, [values.Length], MemoryMarshal.AsBytes(values));
    }

    /// <summary>A tensor whose little-endian bytes stand in the graph.</summary>
    public Value Initializer(string tensorName, ElementType type, ReadOnlySpan<long> dims, ReadOnlySpan<byte> bytes)
    {
        TensorProto tensor = Tensor(tensorName, type, dims);
        tensor.RawData = ByteString.CopyFrom(bytes);
        _graph.Initializer.Add(tensor);
        return new Value(tensorName);
    }

    /// <summary>A tensor whose little-endian bytes stand in a file beside the graph.</summary>
    /// <param name="tensorName">Unique in the graph.</param>
    /// <param name="type">Kind of its elements.</param>
    /// <param name="dims">Its shape.</param>
    /// <param name="part">Where its bytes lie; checked against the file by whoever read it.</param>
    public Value External(string tensorName, ElementType type, ReadOnlySpan<long> dims, FilePart part)
    {
        TensorProto tensor = Tensor(tensorName, type, dims);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = part.FileName });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{part.Offset}" });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = $"{part.Length}" });
        _graph.Initializer.Add(tensor);
        return new Value(tensorName);
    }

    /// <summary>The graph as a file's bytes.</summary>
    public byte[] Serialize()
    {
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "infill", Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        if (dialect == OperatorDialect.Fused)
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = MicrosoftDomain, Version = 1 });
        }

        return model.ToByteArray();
    }

    private static TensorProto Tensor(string tensorName, ElementType type, ReadOnlySpan<long> dims)
    {
        var tensor = new TensorProto { Name = tensorName, DataType = (int)type };
        foreach (long dim in dims)
        {
            tensor.Dims.Add(dim);
        }

        return tensor;
    }

    private static ValueInfoProto Describe(string valueName, ElementType type, ReadOnlySpan<string> dims)
    {
        var shape = new TensorShapeProto();
        foreach (string dim in dims)
        {
            shape.Dim.Add(long.TryParse(dim, out long number)
                ? new TensorShapeProto.Types.Dimension { DimValue = number }
                : new TensorShapeProto.Types.Dimension { DimParam = dim });
        }

        return new ValueInfoProto
        {
            Name = valueName,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }
}
