using CsCheck;
using Infill.Onnx;
using Infill.Onnx.Weights;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Weights;

public sealed class TensorSourceTests
{
    [Fact]
    public void With_Replacements_StandForThoseOfTheSameName()
    {
        var source = new TensorSource("net", [Of("a", 1f), Of("b", 2f)]);

        TensorSource changed = source.With([Of("b", 3f), Of("c", 4f)]);

        Assert.Equal(["a", "b", "c"], changed.Names.Order());
        Assert.Equal([3f], TensorValues.ToFloats(changed["b"]));
        Assert.Equal([2f], TensorValues.ToFloats(source["b"]));
        Assert.Null(source.Find("c"));
        Assert.Empty(changed.Files);
    }

    [Fact]
    public void Indexer_MissingName_NamesNetworkAndTensor()
    {
        ModelException refusal = Assert.Throws<ModelException>(() => new TensorSource("my unet", [])["conv_in.weight"]);

        Assert.Contains("my unet", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'conv_in.weight'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_OneNameUnderTwoSpellings_IsRefused() =>
        Assert.Contains("twice", Assert.Throws<ModelException>(() => new TensorSource("net", [Of("a", 1f), Of("a", 2f)])).Message, StringComparison.Ordinal);

    [Fact]
    public void RequireUnchanged_AnyFileOfSeveral_IsCompared()
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile first = SafetensorsFile.Open(folder.Write("1.safetensors", TestSafetensors.Of(("a", [1], [1f]))));
        using SafetensorsFile second = SafetensorsFile.Open(folder.Write("2.safetensors", TestSafetensors.Of(("b", [1], [2f]), ("c", [1], [3f]))));
        var source = new TensorSource("net", [first.Find("a")!, second.Find("b")!, second.Find("c")!]);
        Assert.Equal(2, source.Files.Count);
        source.RequireUnchanged();

        File.SetLastWriteTimeUtc(folder.File("2.safetensors"), DateTime.UnixEpoch);

        Assert.Contains("2.safetensors", Assert.Throws<ModelException>(source.RequireUnchanged).Message, StringComparison.Ordinal);
    }

    // In a file and in memory alike.
    [Fact]
    public void Band_AllBands_AreTheWholeTensor() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Bool).Sample(
            (bands, rows, columns, isInFile) =>
            {
                using var folder = new TemporaryFolder();
                float[] values = [.. Enumerable.Range(0, bands * rows * columns).Select(i => i * 0.25f)];
                long[] shape = [bands * rows, columns];
                using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.Of(("pad", [3], [9f, 9f, 9f]), ("x", shape, values))));
                WeightTensor tensor = isInFile ? file.Find("x")! : WeightTensor.InMemory("x", shape, values);

                WeightTensor[] parts = [.. Enumerable.Range(0, bands).Select(b => tensor.Band($"x{b}", b, bands))];

                Assert.All(parts, p => Assert.Equal([rows, columns], p.Shape));
                Assert.Equal(values, parts.SelectMany(TensorValues.ToFloats));
            },
            iter: 60);

    [Fact]
    public void Shaped_OtherCount_IsAnArgumentError()
    {
        WeightTensor tensor = WeightTensor.InMemory("x", [2, 3], new float[6]);

        Assert.Equal([6, 1], tensor.Shaped(6, 1).Shape);
        Assert.Throws<ArgumentException>(() => tensor.Shaped(5));
        Assert.Throws<ArgumentException>(() => tensor.Shaped(long.MaxValue, long.MaxValue));
    }

    [Fact]
    public void ToFloats_EveryHalf_IsItsValue()
    {
        using var folder = new TemporaryFolder();
        byte[] halves = new byte[2 << 16];
        for (int i = 0; i < 1 << 16; i++)
        {
            BitConverter.TryWriteBytes(halves.AsSpan(i * 2), (ushort)i);
        }

        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.File($"{{{TestSafetensors.Entry("h", "F16", "65536", "0,131072")}}}", halves)));

        float[] values = TensorValues.ToFloats(file.Find("h")!);

        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal((float)BitConverter.UInt16BitsToHalf((ushort)i), values[i]);
        }
    }

    [Theory]
    [InlineData("I64", new byte[] { 7, 0, 0, 0, 0, 0, 0, 0 }, 7f)]
    [InlineData("I32", new byte[] { 255, 255, 255, 255 }, -1f)]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 248, 63 }, 1.5f)]
    [InlineData("BF16", new byte[] { 192, 63 }, 1.5f)]
    public void ToFloats_OtherKinds_AreNumbers(string type, byte[] bytes, float expected)
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.File($"{{{TestSafetensors.Entry("x", type, "1", $"0,{bytes.Length}")}}}", bytes)));

        Assert.Equal([expected], TensorValues.ToFloats(file.Find("x")!));
    }

    [Fact]
    public void ToFloats_KindThatIsNoWeight_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.File($"{{{TestSafetensors.Entry("x", "F8_E4M3", "1", "0,1")}}}", 1)));

        Assert.Contains("F8E4M3", Assert.Throws<ModelException>(() => TensorValues.ToFloats(file.Find("x")!)).Message, StringComparison.Ordinal);
    }

    private static WeightTensor Of(string name, float value) => WeightTensor.InMemory(name, [1], [value]);
}
