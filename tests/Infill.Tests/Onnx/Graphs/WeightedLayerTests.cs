using System.Runtime.InteropServices;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Graphs.Layers;
using Infill.Onnx.Weights;

namespace Infill.Tests.Onnx.Graphs;

/// <summary>Layers with weights against their formulas.</summary>
public sealed class WeightedLayerTests
{
    private readonly Dictionary<string, WeightTensor> _tensors = new(StringComparer.Ordinal);

    [Fact]
    public void GroupNorm_AnyPicture_NormalisesEachGroup()
    {
        const int Channels = 6;
        const int Pixels = 15;
        float[] scale = Add("weight", Channels);
        float[] shift = Add("bias", Channels);
        var picture = new OnnxTensor(SmallGraph.Numbers(Channels * Pixels, 7), 1, Channels, 3, 5);

        float[] normal = Run(OperatorDialect.Plain, picture, (scope, x) => scope.GroupNorm(x, Channels, 2, 1e-5f));

        var expected = new double[Channels * Pixels];
        for (int group = 0; group < 2; group++)
        {
            double[] values = [.. picture.Floats.Skip(group * 3 * Pixels).Take(3 * Pixels).Select(v => (double)v)];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) + 1e-5);
            for (int i = 0; i < values.Length; i++)
            {
                int channel = (group * 3) + (i / Pixels);
                expected[(group * 3 * Pixels) + i] = ((values[i] - mean) / deviation * scale[channel]) + shift[channel];
            }
        }

        SmallGraph.AssertNear(expected, normal, 1e-4);
    }

    [Fact]
    public void LinearHalf_BothHalves_AreTheWholeLayer()
    {
        Add("weight", 6, 4);
        Add("bias", 6);
        var rows = new OnnxTensor(SmallGraph.Numbers(8, 8), 2, 4);

        float[] whole = Run(OperatorDialect.Plain, rows, (scope, x) => scope.Linear(x, 4, 6));
        float[] first = Run(OperatorDialect.Plain, rows, (scope, x) => scope.LinearHalf(x, 4, 3, 0));
        float[] second = Run(OperatorDialect.Plain, rows, (scope, x) => scope.LinearHalf(x, 4, 3, 1));

        Assert.Equal([.. whole[..3], .. whole[6..9]], first);
        Assert.Equal([.. whole[3..6], .. whole[9..]], second);
    }

    [Fact]
    public void Linear_WeightOfAPointConvolution_IsTheSameMap()
    {
        Add("weight", 3, 4);
        Add("bias", 3);
        var rows = new OnnxTensor(SmallGraph.Numbers(8, 9), 2, 4);
        float[] linear = Run(OperatorDialect.Plain, rows, (scope, x) => scope.Linear(x, 4, 3));
        _tensors["weight"] = _tensors["weight"] with { Shape = [3, 4, 1, 1] };

        Assert.Equal(linear, Run(OperatorDialect.Plain, rows, (scope, x) => scope.Linear(x, 4, 3)));
    }

    [Fact]
    public void Normalise_WithAChange_IsTheSameFusedAndPlain()
    {
        Add("weight", 5);
        Add("bias", 5);
        var rows = new OnnxTensor(SmallGraph.Numbers(20, 10), 4, 5);
        Value Both(WeightScope scope, Value x)
        {
            (Value normal, Value sum) = new ResidualStream(x, scope.Graph.Scale(x, 0.3f)).Normalise(scope, 5, 1e-5f);
            return scope.Graph.Concat(1, normal, sum);
        }

        float[] fused = Run(OperatorDialect.Fused, rows, Both);
        float[] plain = Run(OperatorDialect.Plain, rows, Both);

        SmallGraph.AssertNear([.. plain.Select(v => (double)v)], fused);
        for (int row = 0; row < 4; row++)
        {
            SmallGraph.AssertNear([.. rows.Floats.AsSpan(row * 5, 5).ToArray().Select(v => v * 1.3)], fused.AsSpan((row * 10) + 5, 5).ToArray());
        }
    }

    [Fact]
    public void Conv_PaddedAfterOnly_ReachesBelowAndRight()
    {
        Add("weight", 1, 1, 3, 3);
        Add("bias", 1);
        float[] weight = MemoryMarshal.Cast<byte, float>(_tensors["weight"].Bytes).ToArray();
        float bias = MemoryMarshal.Cast<byte, float>(_tensors["bias"].Bytes)[0];
        var picture = new OnnxTensor(SmallGraph.Numbers(16, 11), 1, 1, 4, 4);

        float[] half = Run(OperatorDialect.Plain, picture, (scope, x) => scope.Conv(x, 1, 1, ConvGeometry.HalfPaddedAfter));

        double At(int x, int y) => x < 4 && y < 4 ? picture.Floats[(y * 4) + x] : 0;
        var expected = new List<double>();
        for (int i = 0; i < 4; i++)
        {
            expected.Add(bias + Enumerable.Range(0, 9).Sum(k => weight[k] * At((i % 2 * 2) + (k % 3), (i / 2 * 2) + (k / 3))));
        }

        SmallGraph.AssertNear(expected, half);
    }

    [Fact]
    public void Load_HalfPrecision_IsReadAsFloats()
    {
        Half[] values = [(Half)0.5f, (Half)(-2f), (Half)3.25f];
        _tensors["weight"] = new WeightTensor { Name = "weight", Type = TensorType.F16, Shape = [3], Length = 6, Memory = MemoryMarshal.AsBytes<Half>(values).ToArray() };

        float[] sum = Run(OperatorDialect.Plain, new OnnxTensor(new float[3], 1, 3), (scope, x) => scope.Graph.Add(x, scope.Load("weight", 3)));

        Assert.Equal([0.5f, -2f, 3.25f], sum);
    }

    [Fact]
    public void RequireComplete_SeveralProblems_ListsThemAll()
    {
        Add("conv.weight", 4, 4, 3, 3);
        _tensors["kind"] = new WeightTensor { Name = "kind", Type = TensorType.I64, Shape = [1], Length = 8, Memory = new byte[8] };
        NetworkWeights weights = Weights(new GraphBuilder("broken", OperatorDialect.Plain));
        weights.Root["conv"].Load("weight", 4, 8, 3, 3);
        weights.Root.Load("absent", 2, 3);
        weights.Root.Load("kind", 1);

        ModelException refused = Assert.Throws<ModelException>(weights.RequireComplete);

        Assert.Equal(3, refused.Reasons.Count);
        Assert.Contains(refused.Reasons, r => r.Contains("absent [2, 3] is missing", StringComparison.Ordinal));
        Assert.Contains(refused.Reasons, r => r.Contains("conv.weight is F32 [4, 4, 3, 3], expected [4, 8, 3, 3]", StringComparison.Ordinal));
        Assert.Contains(refused.Reasons, r => r.Contains("I64", StringComparison.Ordinal));
    }

    private float[] Add(string name, params long[] shape)
    {
        float[] values = SmallGraph.Numbers((int)shape.Aggregate(1L, (a, b) => a * b), (uint)(100 + _tensors.Count));
        _tensors[name] = new WeightTensor { Name = name, Type = TensorType.F32, Shape = shape, Length = values.Length * 4, Memory = MemoryMarshal.AsBytes<float>(values).ToArray() };
        return values;
    }

    private NetworkWeights Weights(GraphBuilder graph) => new(graph, new TensorSource("the test", _tensors.Values));

    private float[] Run(OperatorDialect dialect, OnnxTensor input, Func<WeightScope, Value, Value> write) =>
        SmallGraph.Run(dialect, input, (graph, x) => write(Weights(graph).Root, x));
}
