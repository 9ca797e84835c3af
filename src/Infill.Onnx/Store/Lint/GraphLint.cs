using Google.Protobuf;
using Infill.Onnx.Graphs.Proto;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Lint;

/// <summary>Looks into a ready ONNX graph, as far as its form goes: what it takes and gives.</summary>
internal static class GraphLint
{
    private const int MostBytes = int.MaxValue;
    private const int MostShown = 8;

    /// <summary>What is known of the graph.</summary>
    public static LintReport Run(string path)
    {
        var report = new LintReport { Path = path, Kind = "ONNX graph", Layout = "graph" };
        using WeightFile file = WeightFile.Open(path);
        if (file.Length > MostBytes)
        {
            return report with { Problems = [$"{path} has {file.Length:N0} bytes; a graph has less than 2 GB, with its weights in a file beside it"] };
        }

        try
        {
            using FileStream stream = File.OpenRead(file.RealFile);
            GraphProto? graph = ModelProto.Parser.ParseFrom(stream).Graph;
            return graph is { Node.Count: > 0, Output.Count: > 0 }
                ? report with { Remarks = [$"takes {Values(graph.Input)}", $"gives {Values(graph.Output)}", "The engine that loads it checks its operators and the files that it names."] }
                : report with { Problems = [$"{path} holds no graph with nodes and outputs"] };
        }
        catch (InvalidProtocolBufferException e)
        {
            return report with { Problems = [$"{path} is no ONNX graph: {e.Message}"] };
        }
    }

    private static string Values(IEnumerable<ValueInfoProto> values) =>
        string.Join(", ", values.Take(MostShown).Select(value => Shown.Quote(value.Name)));
}
