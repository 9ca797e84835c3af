using Infill.Onnx.Graphs.Proto;

namespace Infill.Onnx.MaskModels;

/// <summary>Lets a Segment Anything decoder that was exported to give one mask give all of them.</summary>
/// <remarks>The network makes four masks with four scores; such an export then picks one by
/// <c>Gather(Flatten(all), index)</c>, on the way to each of its outputs. What goes into those Flattens is made an output, too.
/// Source: segment-anything, <c>utils/onnx.py</c>, <c>select_masks</c>.</remarks>
internal static class CandidateOutputs
{
    /// <summary>Name of the added output with all masks, 1×N×256×256.</summary>
    public const string Masks = "infill.masks";

    /// <summary>Name of the added output with all scores, 1×N.</summary>
    public const string Scores = "infill.scores";

    private const int MostSteps = 12;

    /// <summary>The graph with both outputs added, or null if it does not pick in that way.</summary>
    /// <param name="graph">A checked file's bytes.</param>
    public static byte[]? Add(byte[] graph)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(graph);
        Dictionary<string, NodeProto> makers = new(StringComparer.Ordinal);
        foreach (NodeProto node in model.Graph.Node)
        {
            foreach (string output in node.Output)
            {
                makers[output] = node;
            }
        }

        if (FindAll("low_res_masks", makers) is not string masks || FindAll("iou_predictions", makers) is not string scores)
        {
            return null;
        }

        Expose(model.Graph, masks, Masks);
        Expose(model.Graph, scores, Scores);
        return Google.Protobuf.MessageExtensions.ToByteArray(model);
    }

    private static string? FindAll(string output, Dictionary<string, NodeProto> makers)
    {
        string name = output;
        for (int step = 0; step < MostSteps && makers.TryGetValue(name, out NodeProto? maker) && maker.Input.Count > 0; step++)
        {
            name = maker.Input[0];
            if (maker.OpType == "Flatten")
            {
                return name;
            }
        }

        return null;
    }

    private static void Expose(GraphProto graph, string tensor, string name)
    {
        var copy = new NodeProto { OpType = "Identity", Name = name };
        copy.Input.Add(tensor);
        copy.Output.Add(name);
        graph.Node.Add(copy);
        graph.Output.Add(new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)Graphs.ElementType.Float } },
        });
    }
}
