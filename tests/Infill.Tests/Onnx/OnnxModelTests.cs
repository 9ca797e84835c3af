using Infill.Engines;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Tests.Onnx.Graphs;

namespace Infill.Tests.Onnx;

public sealed class OnnxModelTests
{
    [Fact]
    public void Run_TwoOutputs_ComeInTheOrderAskedFor()
    {
        using OnnxModel model = Doubler();
        var inputs = new Dictionary<string, OnnxTensor> { ["x"] = new([1f, 2f, 3f], 3) };

        IReadOnlyList<OnnxTensor> results = model.Run(inputs, ["minus", "twice"], CancellationToken.None);

        Assert.Equal([-1f, -2f, -3f], results[0].Floats);
        Assert.Equal([2f, 4f, 6f], results[1].Floats);
        Assert.Equal(["x"], model.Inputs);
    }

    [Fact]
    public void Run_WrongInput_SaysWhichNetworkFailed()
    {
        using OnnxModel model = Doubler();
        var inputs = new Dictionary<string, OnnxTensor> { ["y"] = new([1f], 1) };

        EngineException failed = Assert.Throws<EngineException>(() => model.Run(inputs, ["twice"], CancellationToken.None));

        Assert.StartsWith("doubler failed", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_IsCancelled()
    {
        using OnnxModel model = Doubler();
        var inputs = new Dictionary<string, OnnxTensor> { ["x"] = new([1f], 1) };

        Assert.Throws<OperationCanceledException>(() => model.Run(inputs, ["twice"], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Load_NoGraph_IsRefused() =>
        Assert.Throws<EngineException>(() => OnnxModel.Load("rubbish", SmallGraph.Numbers(50, 1).SelectMany(BitConverter.GetBytes).ToArray(), new OnnxOptions()));

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Run_AnyThreads_GivesTheSameBytes(int threads)
    {
        float[] values = SmallGraph.Numbers(64 * 64, 5);
        float[] Product(int count)
        {
            var graph = new GraphBuilder("product", OperatorDialect.Plain);
            Value x = graph.Input("x", ElementType.Float, "64", "64");
            graph.Output(graph.MatMul(x, x), "y", ElementType.Float);
            using OnnxModel model = OnnxModel.Load("product", graph.Serialize(), new OnnxOptions { Threads = count });
            return model.Run(new Dictionary<string, OnnxTensor> { ["x"] = new(values, 64, 64) }, ["y"], CancellationToken.None)[0].Floats;
        }

        Assert.Equal(Product(1), Product(threads));
    }

    [Fact]
    public void Tensor_ShapeOfAnotherCount_IsRefused()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new OnnxTensor([1f, 2f], 3));

        Assert.Contains("Got 2 elements for the shape [3]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensor_OfAnotherKind_SaysWhichItHolds()
    {
        var integers = new OnnxTensor([1L, 2L], 2);

        Assert.True(integers.IsInteger);
        Assert.Contains("Int64", Assert.Throws<InvalidOperationException>(() => integers.Floats).Message, StringComparison.Ordinal);
    }

    private static OnnxModel Doubler()
    {
        var graph = new GraphBuilder("doubler", OperatorDialect.Plain);
        Value x = graph.Input("x", ElementType.Float, "n");
        graph.Output(graph.Scale(x, 2f), "twice", ElementType.Float, "n");
        graph.Output(graph.Scale(x, -1f), "minus", ElementType.Float, "n");
        return OnnxModel.Load("doubler", graph.Serialize(), new OnnxOptions());
    }
}
