using Infill.Evaluation.Metrics;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx;
using Infill.Onnx.MaskModels;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.MaskModels;

public sealed class SubjectAndTextTests : IDisposable
{
    private static readonly PixelRect Thing = new(60, 40, 90, 50);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Subject_RedThing_IsFoundInAPictureOfAnotherShape()
    {
        Image image = FlatScene.Draw(240, 130, (Thing, FlatScene.Red));
        using SalientObject model = SalientObject.Open(_folder.Write("s.onnx", TestMaskModels.Salience()));

        MaskProposal found = Assert.Single(model.Propose(image, Subject, TestContext.Current.CancellationToken));

        Assert.InRange(MaskScores.Iou(found.Mask, FlatScene.MaskOf(image, Thing)), 0.93, 1);
        Assert.InRange(found.Score, 0.9, 1);
        Assert.Contains("s.onnx", found.Origin, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "No subject stands out")]
    [InlineData(240, "subject and background together")]
    public void Subject_NoneOrAll_SaysSo(int width, string expected)
    {
        Image image = FlatScene.Draw(240, 130, (new PixelRect(0, 0, width, 130), FlatScene.Red));
        using SalientObject model = SalientObject.Open(_folder.Write("s.onnx", TestMaskModels.Salience()));

        MaskProposalException nothing = Assert.Throws<MaskProposalException>(() => model.Propose(image, Subject, TestContext.Current.CancellationToken));

        Assert.Contains(expected, nothing.Message, StringComparison.Ordinal);
        Assert.Contains("--box", nothing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_TwoLines_AreFoundAndGrown()
    {
        Image image = FlatScene.Draw(320, 200, (new PixelRect(40, 40, 120, 20), FlatScene.Red), (new PixelRect(40, 120, 200, 20), FlatScene.Red));
        using TextDetector model = TextDetector.Open(_folder.Write("t.onnx", TestMaskModels.Text()));

        MaskProposal found = Assert.Single(model.Propose(image, new MaskPrompt { Kind = MaskPromptKind.Text }, TestContext.Current.CancellationToken));

        // A line of 120×20 grows by 1.5 · 2400 / 280 = 13 px.
        Assert.Equal(1f, found.Mask[100, 50]);
        Assert.Equal(1f, found.Mask[100, 30]);
        Assert.Equal(0f, found.Mask[100, 20]);
        Assert.Equal(1f, found.Mask[200, 130]);
        Assert.Equal(2, MaskComponents.Find(found.Mask).Count);
        Assert.EndsWith("text, 2 lines", found.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_None_SaysSo()
    {
        using TextDetector model = TextDetector.Open(_folder.Write("t.onnx", TestMaskModels.Text()));

        Assert.Contains(
            "No text is found",
            Assert.Throws<MaskProposalException>(() => model.Propose(FlatScene.Draw(64, 64), new MaskPrompt { Kind = MaskPromptKind.Text }, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4000, 3000, 1536, 1152)]
    [InlineData(1000, 700, 992, 704)]
    [InlineData(200, 100, 384, 192)]
    [InlineData(500, 250, 736, 384)]
    [InlineData(3000, 20, 1536, 32)]
    public void SeenSize_AnyPicture_IsAMultipleOf32(int width, int height, int seenWidth, int seenHeight) =>
        Assert.Equal(new PixelSize(seenWidth, seenHeight), TextDetector.SeenSize(new PixelSize(width, height)));

    [Fact]
    public void Open_OtherContracts_AreRefusedByName()
    {
        string text = _folder.Write("t.onnx", TestMaskModels.Text()), subject = _folder.Write("s.onnx", TestMaskModels.Salience());

        Assert.Contains("finds no subjects", Assert.Throws<ModelException>(() => SalientObject.Open(text)).Message, StringComparison.Ordinal);
        Assert.Contains("detects no text", Assert.Throws<ModelException>(() => TextDetector.Open(subject)).Message, StringComparison.Ordinal);
        Assert.Equal(ModelFault.Missing, Assert.Throws<ModelException>(() => TextDetector.Open(_folder.File("gone.onnx"))).Fault);
    }

    [Fact]
    public void Propose_OtherKinds_AreRefused()
    {
        using SalientObject subject = SalientObject.Open(_folder.Write("s.onnx", TestMaskModels.Salience()));
        using TextDetector text = TextDetector.Open(_folder.Write("t.onnx", TestMaskModels.Text()));
        Image image = FlatScene.Draw(64, 64);

        Assert.Throws<ArgumentException>(() => subject.Propose(image, new MaskPrompt { Kind = MaskPromptKind.Text }, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => text.Propose(image, Subject, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Shelf_ModelsOfTheUser_AreFoundByVariables()
    {
        Image image = FlatScene.Draw(240, 130, (Thing, FlatScene.Red));
        string subject = _folder.Write("s.onnx", TestMaskModels.Salience());
        using var shelf = new MaskModelShelf(name => name switch { "INFILL_SUBJECT_MODEL" => subject, "HF_HOME" => _folder.File("none"), _ => null });

        Assert.Single(shelf.Propose(image, Subject, TestContext.Current.CancellationToken));
        ModelException missing = Assert.Throws<ModelException>(() => shelf.Propose(image, new MaskPrompt { Kind = MaskPromptKind.Text }, TestContext.Current.CancellationToken));
        Assert.Equal(ModelFault.Missing, missing.Fault);
        Assert.Contains("infill models pull ocr-detector", missing.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static MaskPrompt Subject => new() { Kind = MaskPromptKind.Subject };
}
