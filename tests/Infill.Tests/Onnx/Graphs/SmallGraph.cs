using Infill.Onnx;
using Infill.Onnx.Graphs;

namespace Infill.Tests.Onnx.Graphs;

/// <summary>Runs a few nodes by themselves.</summary>
internal static class SmallGraph
{
    /// <summary>Feeds one tensor through what <paramref name="write"/> adds.</summary>
    public static float[] Run(OperatorDialect dialect, OnnxTensor input, Func<GraphBuilder, Value, Value> write)
    {
        var graph = new GraphBuilder("small", dialect);
        string[] free = [.. input.Dims.Select((_, i) => $"d{i}")];
        Value x = graph.Input("x", ElementType.Float, free);
        graph.Output(write(graph, x), "y", ElementType.Float);
        using OnnxModel model = OnnxModel.Load("small", graph.Serialize(), new OnnxOptions { Threads = 1 });
        return model.Run(new Dictionary<string, OnnxTensor> { ["x"] = input }, ["y"], CancellationToken.None)[0].Floats;
    }

    /// <summary>Numbers without a pattern, −1…1.</summary>
    public static float[] Numbers(int count, uint seed) =>
        [.. Enumerable.Range(0, count).Select(i => (2f * Infill.Diffusion.CounterRandom.ToUnit(Infill.Diffusion.CounterRandom.Bits(seed, (uint)i))) - 1f)];

    /// <summary>Holds if every pair differs by at most <paramref name="tolerance"/>.</summary>
    public static void AssertNear(IReadOnlyList<double> expected, IReadOnlyList<float> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Element {i} is {actual[i]:g7}, expected {expected[i]:g7}.");
        }
    }
}
