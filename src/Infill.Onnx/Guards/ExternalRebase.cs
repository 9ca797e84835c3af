using Google.Protobuf;
using Infill.Onnx.Graphs.Proto;

namespace Infill.Onnx.Guards;

/// <summary>Gives a graph's weights other places: where a graph is reached through links, its real neighbours have other names than it writes.</summary>
internal static class ExternalRebase
{
    /// <summary>The graph with each location replaced.</summary>
    /// <param name="graph">A graph that was checked; so it is small, nested little, and its tensors' places are sound.</param>
    /// <param name="names">New locations by the old ones; every old one must be among them.</param>
    public static byte[] Rewrite(byte[] graph, IReadOnlyDictionary<string, string> names)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(graph);
        Rewrite(model.Graph, names);
        return model.ToByteArray();
    }

    private static void Rewrite(GraphProto graph, IReadOnlyDictionary<string, string> names)
    {
        foreach (StringStringEntryProto place in graph.Initializer.SelectMany(tensor => tensor.ExternalData).Where(entry => entry.Key == "location"))
        {
            place.Value = names[place.Value];
        }

        foreach (AttributeProto attribute in graph.Node.SelectMany(node => node.Attribute))
        {
            foreach (GraphProto inner in attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G))
            {
                Rewrite(inner, names);
            }
        }
    }
}
