using Google.Protobuf;
using Infill.Onnx.Graphs.Proto;
using Infill.Onnx.Guards;
using DataLocation = Infill.Onnx.Graphs.Proto.TensorProto.Types.DataLocation;

namespace Infill.Tests.Onnx.Guards;

public sealed class GraphParserTests
{
    private static readonly GraphLimits Few = new() { MostNodes = 10, MostInitializers = 5, MostDepth = 4, MostPorts = 3 };

    [Fact]
    public void Parse_SoundFile_TellsItsPorts()
    {
        GraphContract contract = GraphParser.Parse(TestGraphs.Inner(), new GraphLimits());

        Assert.Equal("'x' float[?, 4]", Assert.Single(contract.Inputs).ToString());
        Assert.Equal("'y' float[?, 4]", Assert.Single(contract.Outputs).ToString());
        Assert.Equal(3, contract.Nodes);
        Assert.Empty(contract.External);
    }

    [Fact]
    public void Parse_StoredTensorAmongTheInputs_IsNoInput()
    {
        byte[] old = TestGraphs.Changed(TestGraphs.Inner(), m => m.Graph.Input.Add(new ValueInfoProto { Name = "w", Type = m.Graph.Input[0].Type.Clone() }));

        Assert.Equal(["x"], GraphParser.Parse(old, new GraphLimits()).Inputs.Select(i => i.Name));
    }

    [Fact]
    public void Parse_WeightsInAFile_TellsWhere()
    {
        GraphContract contract = GraphParser.Parse(TestGraphs.Outer("data/w.bin", 32), new GraphLimits());

        Assert.Equal(new ExternalTensor("w", "data/w.bin", 32, 16), Assert.Single(contract.External));
    }

    [Fact]
    public void Parse_RichFile_IsTaken() => Assert.Equal(6, GraphParser.Parse(TestGraphs.Rich(), new GraphLimits()).Nodes);

    private static readonly (string Reason, Action<ModelProto> Abuse)[] Abuses =
    [
        ("format has version 2", m => m.IrVersion = 2),
        ("format has version 14", m => m.IrVersion = 14),
        ("format has version 18446744073709551615", m => m.IrVersion = -1),
        ("holds 0 graphs", m => m.Graph = null),
        ("functions of its own", m => m.Functions.Add(new FunctionProto { Name = "F", Domain = "com.microsoft" })),
        ("of the domain 'evil.custom'", m => m.Graph.Node[0].Domain = "evil.custom"),
        ("of the domain 'COM.MICROSOFT'", m => m.Graph.Node[0].Domain = "COM.MICROSOFT"),
        ("compiled elsewhere", m => (m.Graph.Node[0].Domain, m.Graph.Node[0].OpType) = ("com.microsoft", "EPContext")),
        ("more than 10 nodes", m => m.Graph.Node.AddRange(Enumerable.Repeat(m.Graph.Node[0], 20))),
        ("more than 5 stored tensors", m => m.Graph.Initializer.AddRange(Enumerable.Repeat(m.Graph.Initializer[0], 9))),
        ("more than 5 stored tensors", m => m.Graph.SparseInitializer.AddRange(Enumerable.Repeat(new SparseTensorProto(), 9))),
        ("more than 3 inputs", m => m.Graph.Input.AddRange(Enumerable.Repeat(m.Graph.Input[0], 3))),
        ("more than 3 inputs or outputs", m => m.Graph.Output.AddRange(Enumerable.Repeat(m.Graph.Output[0], 3))),
        ("nested more than 4 deep", m => m.Graph = TestGraphs.Nested(5)),
        ("has the shape [-4]", m => m.Graph.Initializer[0].Dims[0] = -4),
        ("more than any memory holds", m => m.Graph.Initializer[0].Dims.Add([1L << 40, 1L << 40])),
        ("has 16 bytes; its kind and shape need 20", m => m.Graph.Initializer[0].Dims[0] = 5),
        ("unknown kind 99", m => m.Graph.Initializer[0].DataType = 99),
        ("does not say clearly", m => m.Graph.Initializer[0].DataLocation = DataLocation.External),
        ("does not say clearly", m => m.Graph.Initializer[0].ExternalData.Add(Entry("location", "x"))),
        ("names no file", m => External(m, Entry("offset", "0"))),
        ("'location' twice", m => External(m, Entry("location", "x"), Entry("location", "y"))),
        ("'prepacked_0' twice, or it is not known", m => External(m, Entry("location", "x"), Entry("prepacked_0", "k|0;16"))),
        ("'-1', which is no number", m => External(m, Entry("location", "x"), Entry("offset", "-1"))),
        ("'99999999999999999999', which", m => External(m, Entry("location", "x"), Entry("offset", "99999999999999999999"))),
        ("has 17 bytes in its file", m => External(m, Entry("location", "x"), Entry("length", "17"))),
        ("memory of this process", m => External(m, Entry("location", "*/_ORT_MEM_ADDR_/*"), Entry("offset", "140737488355328"))),
        ("out of its folder", m => External(m, Entry("location", "../x"))),
        ("is no initializer", m => { External(m, Entry("location", "x")); m.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "value", T = m.Graph.Initializer[0] }); }),
        ("is no initializer", m => { External(m, Entry("location", "x")); m.Graph.SparseInitializer.Add(new SparseTensorProto { Values = m.Graph.Initializer[0] }); }),
        ("holds texts", m => { External(m, Entry("location", "x")); m.Graph.Initializer[0].DataType = 8; }),
    ];

    public static TheoryData<int, string> AbuseCases => [.. Abuses.Select((abuse, i) => (i, abuse.Reason))];

    [Theory, MemberData(nameof(AbuseCases))]
    public void Parse_Abuse_IsRefusedWithTheReason(int abuse, string reason)
    {
        byte[] file = TestGraphs.Changed(TestGraphs.Inner(), Abuses[abuse].Abuse);

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => GraphParser.Parse(file, Few)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("holds 0 graphs", "")]
    [InlineData("no protobuf message", "89504E470D0A1A0A0000000D49484452")]
    [InlineData("own format", "200000004F52544D00000000")]
    public void Parse_OtherFile_IsRefused(string reason, string hex) => Assert.Contains(
        reason, Assert.Throws<InvalidDataException>(() => GraphParser.Parse(Convert.FromHexString(hex), Few)).Message, StringComparison.Ordinal);

    // The runtime believes the mark, a parser of protobuf sees a field of text: a file that is both must not pass as the one that was checked.
    [Fact]
    public void Parse_FileOfTwoFormats_IsRefused()
    {
        byte[] file = [0x12, 0x06, 0, 0, .. "ORTM"u8, .. TestGraphs.Inner()];

        Assert.Contains("own format", Assert.Throws<InvalidDataException>(() => GraphParser.Parse(file, Few)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TrainingSteps_AreRefused() => Assert.Contains("training", Assert.Throws<InvalidDataException>(
        () => GraphParser.Parse([.. TestGraphs.Inner(), .. TestGraphs.Field(20, [])], Few)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_EveryPrefix_IsRefused()
    {
        byte[] file = TestGraphs.Inner();

        // Behind the graph stand only the operator sets: the file is sound without them.
        int whole = file.Length - TestGraphs.Field(8, ModelProto.Parser.ParseFrom(file).OpsetImport[0].ToByteArray()).Length;
        for (int length = 0; length < whole; length++)
        {
            byte[] prefix = file[..length];
            Assert.Throws<InvalidDataException>(() => GraphParser.Parse(prefix, Few));
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    public void Parse_DeepNesting_NeitherOverflowsNorPasses(int levels)
    {
        byte[] types = [];
        byte[] graphs = [];
        for (int i = 0; i < levels; i++)
        {
            types = TestGraphs.Field(4, TestGraphs.Field(1, types));
            graphs = TestGraphs.Field(1, TestGraphs.Field(5, TestGraphs.Field(6, graphs)));
        }

        byte[] port = TestGraphs.Field(7, TestGraphs.Field(13, TestGraphs.Field(2, types)));

        Assert.Contains("types in it are nested", Assert.Throws<InvalidDataException>(() => GraphParser.Parse(port, Few)).Message, StringComparison.Ordinal);
        Assert.Contains("graphs in it are nested", Assert.Throws<InvalidDataException>(() => GraphParser.Parse(TestGraphs.Field(7, graphs), Few)).Message, StringComparison.Ordinal);
    }

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };

    private static void External(ModelProto model, params StringStringEntryProto[] entries)
    {
        TensorProto tensor = model.Graph.Initializer[0];
        (tensor.RawData, tensor.DataLocation) = (ByteString.Empty, DataLocation.External);
        tensor.ExternalData.Add(entries);
    }
}
