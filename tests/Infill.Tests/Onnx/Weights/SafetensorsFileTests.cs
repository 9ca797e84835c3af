using System.Text;
using CsCheck;
using Infill.Onnx;
using Infill.Onnx.Weights;
using Infill.Tests.Golden;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Weights;

public sealed class SafetensorsFileTests
{
    public static TheoryData<string> Recorded()
    {
        var files = new TheoryData<string>();
        foreach (string path in Directory.EnumerateFiles(GoldenData.Root, "*.safetensors", SearchOption.AllDirectories))
        {
            files.Add(Path.GetRelativePath(GoldenData.Root, path));
        }

        return files;
    }

    [Theory, MemberData(nameof(Recorded))]
    public void Open_FileOfTheReference_FindsEveryTensorInIt(string relative)
    {
        using SafetensorsFile file = SafetensorsFile.Open(GoldenData.PathOf(relative));

        Assert.NotEmpty(file.Names);
        Assert.All(file.Names, name =>
        {
            WeightTensor tensor = file.Find(name)!;
            Assert.InRange(tensor.Offset, 10, file.File.Length - tensor.Length);
            Assert.Equal(tensor.Length, tensor.Bytes.Length);
        });
        Assert.Equal(file.File.Length, file.Names.Max(name => file.Find(name)!.Offset + file.Find(name)!.Length));
    }

    [Fact]
    public void Find_AnyTensors_GivesTheirValuesBack() =>
        Gen.Select(Gen.String[1, 20], Gen.Int[0, 5], Gen.Int[1, 4]).Array[1, 6].Where(t => t.DistinctBy(x => x.Item1).Count() == t.Length).Sample(
            specs =>
            {
                using var folder = new TemporaryFolder();
                (string Name, long[] Shape, float[] Values)[] tensors =
                    [.. specs.Select((s, i) => (Sound(s.Item1), new long[] { s.Item2, s.Item3 }, Enumerable.Range(i, s.Item2 * s.Item3).Select(v => v * 0.5f).ToArray()))];
                if (tensors.DistinctBy(t => t.Name).Count() < tensors.Length)
                {
                    return;
                }

                using SafetensorsFile file = SafetensorsFile.Open(folder.Write("any.safetensors", TestSafetensors.Of(tensors)));

                Assert.Equal(tensors.Select(t => t.Name), file.Names);
                Assert.All(tensors, t => Assert.Equal(t.Values, TensorValues.ToFloats(file.Find(t.Name)!)));
                Assert.All(tensors, t => Assert.Equal(t.Shape, file.Find(t.Name)!.Shape));
            },
            iter: 200);

    [Fact]
    public void Find_UnknownName_IsNull()
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.Of(("a", [1], [2f]))));

        Assert.Null(file.Find("b"));
    }

    [Fact]
    public void Open_EmptyFileOfTheFormat_HasNoNames()
    {
        using var folder = new TemporaryFolder();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.File("{}")));

        Assert.Empty(file.Names);
    }

    [Fact]
    public void Notes_OfTheHeader_AreKeptWithoutLongTexts()
    {
        using var folder = new TemporaryFolder();
        string header = "{\"__metadata__\":{\"format\":\"pt\",\"log\":\"" + new string('x', 5000) + "\"}}";

        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.File(header)));

        Assert.Equal(["format"], file.Notes.Keys);
        Assert.Equal("pt", file.Notes["format"]);
    }

    [Fact]
    public void Open_FieldThatIsNotKnown_IsSkipped()
    {
        using var folder = new TemporaryFolder();
        const string Header = """{"a":{"dtype":"F16","extra":{"x":[1]},"shape":[],"data_offsets":[0,2]}}   """;

        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", TestSafetensors.File(Header, 0, 60)));

        Assert.Equal([1f], TensorValues.ToFloats(file.Find("a")!));
    }

    [Theory]
    [InlineData(new byte[0], "0 bytes")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0 }, "7 bytes")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, (byte)'{' }, "cut off")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 }, "brace")]
    [InlineData(new byte[] { 0x80, 2, 0, 0, 0, 0, 0, 0, 1 }, "pickle")]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0, 1 }, "pickle")]
    public void Open_NoSafetensors_NamesFileAndReason(byte[] content, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("bad.safetensors", content);

        ModelException refusal = Assert.Throws<ModelException>(() => SafetensorsFile.Open(path));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        // Closed again: on every system the file can be replaced at once.
        File.WriteAllText(path, "");
    }

    [Theory]
    [InlineData("model.ckpt")]
    [InlineData("model.pt")]
    [InlineData("model.PTH")]
    [InlineData("pytorch_model.bin")]
    [InlineData("x.pkl")]
    public void Open_Pickle_IsRefusedUnread(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(name, TestSafetensors.Of(("a", [1], [2f])));

        ModelException refusal = Assert.Throws<ModelException>(() => SafetensorsFile.Open(path));

        Assert.Contains("can run any program", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(".safetensors", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_TensorTwoOfThree_LiesWhereItsOffsetSays()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = TestSafetensors.Of(("a", [1], [1f]), ("b", [2], [2f, 3f]), ("c", [1], [4f]));
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", bytes));

        WeightTensor tensor = file.Find("b")!;

        Assert.Equal(bytes.Length - 12, tensor.Offset);
        Assert.Equal(2f, BitConverter.ToSingle(bytes, (int)tensor.Offset));
        Assert.Equal("F32 [2]", tensor.Form);
    }

    // JSON cannot hold half of a surrogate pair.
    private static string Sound(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
}
