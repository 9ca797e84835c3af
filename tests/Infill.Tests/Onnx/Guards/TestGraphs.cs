using Google.Protobuf;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Proto;
using Attribute = Infill.Onnx.Graphs.Attribute;

namespace Infill.Tests.Onnx.Guards;

/// <summary>Small sound ONNX files, and ways to spoil them.</summary>
internal static class TestGraphs
{
    /// <summary>y = w·x + w, with w = (1, 2, 3, 4) in the graph.</summary>
    public static byte[] Inner()
    {
        var graph = new GraphBuilder("inner", OperatorDialect.Plain);
        Value x = graph.Input("x", ElementType.Float, "n", "4");
        Value w = graph.Initializer("w", ElementType.Float, [4], Weights);
        graph.Output(graph.Add(graph.Multiply(x, w), w), "y", ElementType.Float, "n", "4");
        return graph.Serialize();
    }

    /// <summary>The same with w in a file.</summary>
    public static byte[] Outer(string location, long offset = 0, long length = 16)
    {
        var graph = new GraphBuilder("outer", OperatorDialect.Plain);
        Value x = graph.Input("x", ElementType.Float, "n", "4");
        Value w = graph.External("w", ElementType.Float, [4], new FilePart(location, offset, length));
        graph.Output(graph.Add(graph.Multiply(x, w), w), "y", ElementType.Float, "n", "4");
        return graph.Serialize();
    }

    /// <summary>Little-endian 1, 2, 3, 4.</summary>
    public static byte[] Weights => [.. new[] { 1f, 2f, 3f, 4f }.SelectMany(BitConverter.GetBytes)];

    /// <summary>The bytes of a file after a change of its parts.</summary>
    public static byte[] Changed(byte[] file, Action<ModelProto> change)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(file);
        change(model);
        return model.ToByteArray();
    }

    /// <summary>Branches within branches: each level is a node with a graph.</summary>
    public static GraphProto Nested(int levels)
    {
        var graph = new GraphProto { Name = "inner" };
        for (int i = 1; i < levels; i++)
        {
            var node = new NodeProto { OpType = "If" };
            node.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = graph });
            graph = new GraphProto { Name = "outer" };
            graph.Node.Add(node);
        }

        return graph;
    }

    /// <summary>A field of protobuf's wire format that holds bytes, as those that a generated class cannot write.</summary>
    public static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }

    /// <summary>A graph with attributes of every kind, for mutants that reach every branch of the parser.</summary>
    public static byte[] Rich() => Changed(Inner(), model =>
    {
        var node = new NodeProto { OpType = "If", Domain = "ai.onnx" };
        node.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = Nested(3) });
        node.Attribute.Add(new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = model.Graph.Initializer[0].Clone() });
        node.Attribute.Add(Attribute.Ints("axes", 1, 2, 3));
        model.Graph.Node.Add(node);
        model.Graph.ValueInfo.Add(model.Graph.Input[0].Clone());
        model.Graph.SparseInitializer.Add(new SparseTensorProto { Values = model.Graph.Initializer[0].Clone(), Indices = model.Graph.Initializer[0].Clone() });
    });
}
