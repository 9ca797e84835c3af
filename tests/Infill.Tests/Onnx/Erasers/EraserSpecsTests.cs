using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Erasers;
using Infill.Onnx.Guards;

namespace Infill.Tests.Onnx.Erasers;

public sealed class EraserSpecsTests
{
    private const int Float = 1;
    private const int Byte = 2;

    [Fact]
    public void Of_KnownFiles_TellsTheirContracts()
    {
        EraserSpec card = Of(TestErasers.Lama()), open = Of(TestErasers.Lama("", 1f)), joined = Of(TestErasers.LamaJoined());
        EraserSpec generator = Of(TestErasers.Generator()), bytes = Of(TestErasers.Pipeline());

        Assert.Equal((EraserEncoding.PictureAndMask, new PixelSize(512, 512), EraserRange.Byte), (card.Encoding, card.FixedSize, card.Range));
        Assert.Equal((EraserEncoding.PictureAndMask, null, null, 32), (open.Encoding, open.FixedSize, open.Range, open.Multiple));
        Assert.Equal((EraserEncoding.PictureThenMask, null, EraserRange.Unit, 32), (joined.Encoding, joined.FixedSize, joined.Range, joined.Multiple));
        Assert.Equal((EraserEncoding.KnownThenPicture, new PixelSize(512, 512), EraserRange.Signed), (generator.Encoding, generator.FixedSize, generator.Range));
        Assert.Equal((EraserEncoding.Bytes, null, EraserRange.Byte, 1), (bytes.Encoding, bytes.FixedSize, bytes.Range, bytes.Multiple));
        Assert.Equal(("image", "mask", "result"), (bytes.Picture, bytes.Mask, bytes.Output));
        Assert.Equal(["LaMa", "LaMa", "LaMa", "MI-GAN", "MI-GAN"], new[] { card, open, joined, generator, bytes }.Select(s => s.Family));
    }

    [Fact]
    public void Of_MaskListedFirst_IsTheSame() =>
        Assert.Equal("image", EraserSpecs.Of("m", Contract([Port("mask", Float, 1, 1, 512, 512), Port("image", Float, 1, 3, 512, 512)])).Picture);

    [Fact]
    public void Of_HeightAndWidth_AreNotSwapped() => Assert.Equal(
        new PixelSize(640, 480), EraserSpecs.Of("m", Contract([Port("image", Float, 1, 3, 480, 640), Port("mask", Float, 1, 1, 480, 640)])).FixedSize);

    private static readonly (string What, GraphPort[] Inputs)[] Strangers =
    [
        ("nothing", []),
        ("a classifier", [Port("image", Float, 1, 3, 224, 224)]),
        ("mask of another size", [Port("image", Float, 1, 3, 512, 512), Port("mask", Float, 1, 1, 256, 256)]),
        ("mask of three channels", [Port("image", Float, 1, 3, 512, 512), Port("mask", Float, 1, 3, 512, 512)]),
        ("mask of another kind", [Port("image", Float, 1, 3, 512, 512), Port("mask", Byte, 1, 1, 512, 512)]),
        ("no mask", [Port("image", Float, 1, 3, 512, 512), Port("noise", Float, 1, 1, 512, 512)]),
        ("channels last", [Port("image", Float, 1, 512, 512, 3), Port("mask", Float, 1, 512, 512, 1)]),
        ("half floats", [Port("image", 10, 1, 3, 512, 512), Port("mask", 10, 1, 1, 512, 512)]),
        ("four pictures at once", [Port("image", Float, 4, 3, 512, 512), Port("mask", Float, 4, 1, 512, 512)]),
        ("three inputs", [Port("image", Float, 1, 3, 512, 512), Port("mask", Float, 1, 1, 512, 512), Port("edges", Float, 1, 1, 512, 512)]),
        ("height open, width not", [Port("image", Float, 1, 3, null, 512), Port("mask", Float, 1, 1, null, 512)]),
        ("a generator that is not square", [Port("input", Float, 1, 4, 512, 256)]),
        ("five channels", [Port("input", Float, 1, 5, 512, 512)]),
        ("absurdly large", [Port("image", Float, 1, 3, 1L << 40, 1L << 40), Port("mask", Float, 1, 1, 1L << 40, 1L << 40)]),
    ];

    public static TheoryData<int, string> StrangerCases => [.. Strangers.Select((stranger, i) => (i, stranger.What))];

    [Theory, MemberData(nameof(StrangerCases))]
    public void Of_Stranger_SaysWhatItIsAndWhatIsKnown(int stranger, string what)
    {
        GraphPort[] inputs = Strangers[stranger].Inputs;

        ModelException refusal = Assert.Throws<ModelException>(() => EraserSpecs.Of("m.onnx", Contract(inputs)));

        Assert.Equal(ModelFault.Unusable, refusal.Fault);
        Assert.StartsWith("m.onnx is no eraser that is known", refusal.Message, StringComparison.Ordinal);
        Assert.All(inputs, input => Assert.Contains(input.ToString(), refusal.Message, StringComparison.Ordinal));
        Assert.Contains("MI-GAN", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData(Float, 3, true)]
    [InlineData(Float, 1, false)]
    [InlineData(Byte, 3, false)]
    public void Of_Output_MustBeAPictureOfTheInputsKind(int kind, long channels, bool isKnown)
    {
        GraphPort[] inputs = [Port("image", Float, 1, 3, 512, 512), Port("mask", Float, 1, 1, 512, 512)];
        var contract = new GraphContract { Inputs = inputs, Outputs = [Port("output", kind, 1, channels, 512, 512)], Nodes = 1, External = [] };

        Assert.Equal(!isKnown, Record.Exception(() => EraserSpecs.Of("m", contract)) is ModelException);
    }

    private static EraserSpec Of(byte[] model) => EraserSpecs.Of("m.onnx", GraphParser.Parse(model, new GraphLimits()));

    private static GraphContract Contract(GraphPort[] inputs) =>
        new() { Inputs = inputs, Outputs = [Port("output", Float, 1, 3, null, null)], Nodes = 1, External = [] };

    private static GraphPort Port(string name, int kind, params long?[] dims) => new(name, kind, dims);
}
