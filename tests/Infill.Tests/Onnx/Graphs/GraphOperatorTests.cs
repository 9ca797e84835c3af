using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Layers;

namespace Infill.Tests.Onnx.Graphs;

/// <summary>Operators and layers against their formulas, in both dialects.</summary>
public sealed class GraphOperatorTests
{
    private static readonly OnnxTensor Row = new(SmallGraph.Numbers(35, 1), 5, 7);

    [Theory, InlineData(OperatorDialect.Fused), InlineData(OperatorDialect.Plain)]
    public void Silu_AnyNumber_IsItTimesItsSigmoid(OperatorDialect dialect) => SmallGraph.AssertNear(
        [.. Row.Floats.Select(v => v / (1 + Math.Exp(-v)))], SmallGraph.Run(dialect, Row, (g, x) => g.Silu(x)));

    [Theory, InlineData(OperatorDialect.Fused), InlineData(OperatorDialect.Plain)]
    public void QuickGelu_AnyNumber_HasItsSlope(OperatorDialect dialect) => SmallGraph.AssertNear(
        [.. Row.Floats.Select(v => v / (1 + Math.Exp(-1.702 * v)))], SmallGraph.Run(dialect, Row, (g, x) => g.QuickGelu(x, 1.702f)));

    [Fact]
    public void Softmax_AnyRow_SumsToOneAndKeepsRatios()
    {
        float[] soft = SmallGraph.Run(OperatorDialect.Plain, Row, (g, x) => g.Softmax(x));

        for (int row = 0; row < 5; row++)
        {
            ReadOnlySpan<float> values = soft.AsSpan(row * 7, 7);
            Assert.Equal(1.0, values.ToArray().Sum(v => (double)v), 1e-6);
            Assert.Equal(Math.Exp(Row.Floats[row * 7] - Row.Floats[(row * 7) + 1]), values[0] / (double)values[1], 1e-5);
        }
    }

    [Theory, InlineData(3, 5), InlineData(4, 6), InlineData(1, 1), InlineData(7, 2)]
    public void EnlargeTwiceAndCrop_AnySize_IsNearestOfTheTarget(int height, int width)
    {
        // Half of an odd size is rounded up on the way down: (n + 1)/2.
        int halfHeight = (height + 1) / 2;
        int halfWidth = (width + 1) / 2;
        var graph = new GraphBuilder("crop", OperatorDialect.Plain);
        Value small = graph.Input("small", ElementType.Float, "1", "1", "h", "w");
        Value like = graph.Input("like", ElementType.Float, "1", "1", "H", "W");
        graph.Output(graph.CropLike(graph.EnlargeTwice(small), like), "y", ElementType.Float);
        using OnnxModel model = OnnxModel.Load("crop", graph.Serialize(), new OnnxOptions());
        float[] values = SmallGraph.Numbers(halfHeight * halfWidth, 2);
        var inputs = new Dictionary<string, OnnxTensor>
        {
            ["small"] = new(values, 1, 1, halfHeight, halfWidth),
            ["like"] = new(new float[height * width], 1, 1, height, width),
        };

        OnnxTensor enlarged = model.Run(inputs, ["y"], CancellationToken.None)[0];

        Assert.Equal([1L, 1L, height, width], enlarged.Dims);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Assert.Equal(values[(y * halfHeight / height * halfWidth) + (x * halfWidth / width)], enlarged.Floats[(y * width) + x]);
            }
        }
    }

    [Fact]
    public void Waves_AnyNumber_AreCosinesThenSines()
    {
        float[] waves = SmallGraph.Run(OperatorDialect.Plain, new OnnxTensor([0f, 981f], 2), (g, x) => TimeLayer.Waves(g, x, 8, 0f));

        Assert.Equal([1f, 1f, 1f, 1f, 0f, 0f, 0f, 0f], waves[..8]);
        for (int i = 0; i < 4; i++)
        {
            double angle = 981 * Math.Pow(10000, -i / 4.0);
            Assert.Equal(Math.Cos(angle), waves[8 + i], 1e-3);
            Assert.Equal(Math.Sin(angle), waves[12 + i], 1e-3);
        }
    }

    [Theory, InlineData(OperatorDialect.Fused), InlineData(OperatorDialect.Plain)]
    public void Attention_SeveralHeads_IsTheFormula(OperatorDialect dialect)
    {
        const int Length = 5;
        const int Channels = 6;
        const int Heads = 2;
        const int Width = Channels / Heads;
        var input = new OnnxTensor(SmallGraph.Numbers(Length * Channels, 3), 1, Length, Channels);

        float[] mixed = SmallGraph.Run(dialect, input, (g, x) => new AttentionLayer(Channels, Heads).Add(g, x, g.Scale(x, 2f), g.Scale(x, -1f), Value.None));

        double Of(int row, int channel) => input.Floats[(row * Channels) + channel];
        var expected = new double[Length * Channels];
        for (int head = 0; head < Heads; head++)
        {
            for (int row = 0; row < Length; row++)
            {
                double[] weights = [.. Enumerable.Range(0, Length).Select(other =>
                    Math.Exp(Enumerable.Range(head * Width, Width).Sum(c => Of(row, c) * 2 * Of(other, c)) / Math.Sqrt(Width)))];
                for (int c = head * Width; c < (head + 1) * Width; c++)
                {
                    expected[(row * Channels) + c] = Enumerable.Range(0, Length).Sum(other => weights[other] * -Of(other, c)) / weights.Sum();
                }
            }
        }

        SmallGraph.AssertNear(expected, mixed);
    }

    [Fact]
    public void Attention_Masked_DoesNotSeeWhatIsMasked()
    {
        var input = new OnnxTensor(SmallGraph.Numbers(12, 4), 1, 3, 4);
        float[] changed = [.. input.Floats];
        changed[8] += 5f;
        float[] mask = [0, -1e30f, -1e30f, 0, 0, -1e30f, 0, 0, 0];
        float[] Run(float[] values) => SmallGraph.Run(OperatorDialect.Fused, new OnnxTensor(values, 1, 3, 4), (g, x) =>
            new AttentionLayer(4, 2).Add(g, x, x, x, g.Initializer("mask", ElementType.Float, [3, 3], System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(mask))));

        float[] before = Run(input.Floats);
        float[] after = Run(changed);

        Assert.Equal(before[..8], after[..8]);
        Assert.NotEqual(before[8..], after[8..]);
    }

    [Fact]
    public void Constants_EqualOnes_StandOnceInTheFile()
    {
        var graph = new GraphBuilder("constants", OperatorDialect.Plain);

        Assert.Equal(graph.Integers(1, 2), graph.Integers(1, 2));
        Assert.NotEqual(graph.Integers(1, 2), graph.Integers(12));
        Assert.Equal(graph.Number(0.5f), graph.Number(0.5f));
        Assert.NotEqual(graph.Number(0f), graph.Number(-0f));
        Assert.Equal(graph.Numbers(1f, 2f), graph.Numbers(1f, 2f));
        Assert.NotEqual(graph.Node("Add", [graph.Number(1f), graph.Number(1f)]), graph.Node("Add", [graph.Number(1f), graph.Number(1f)]));
    }
}
