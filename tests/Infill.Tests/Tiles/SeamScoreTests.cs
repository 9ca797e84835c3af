using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class SeamScoreTests
{
    private static readonly PixelSize Size = new(121, 99);

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Measure_UntouchedPicture_IsAboutOne(int seed)
    {
        Mask mask = BlendScenes.Disc(Size, (60, 50), 30);

        Assert.InRange(Score(BlendScenes.Texture(Size, seed), mask), 0.85, 1.15);
        Assert.InRange(Score(BlendScenes.Grainy(Size, grain255: 4, seed: seed), mask), 0.9, 1.1);
    }

    [Fact]
    public void Measure_FlatPicture_IsOne()
    {
        FloatImage flat = BlendScenes.Paint(Size, (_, _, _) => 0.5);

        Assert.Equal(1, Score(flat, BlendScenes.Disc(Size, (60, 50), 30)), 1e-6);
    }

    [Fact]
    public void Measure_CleanGradient_IsCalm() =>
        Assert.InRange(Score(BlendScenes.Gradient(Size), BlendScenes.Disc(Size, (60, 50), 30)), 0.8, 1.2);

    [Theory, InlineData(0.03), InlineData(0.08), InlineData(0.3)]
    public void Measure_Step_IsAboveTwo(float step)
    {
        Mask mask = BlendScenes.Disc(Size, (60, 50), 30);

        Assert.True(Score(BlendScenes.Add(BlendScenes.Gradient(Size), mask, step, step, step), mask) > 2);
        Assert.True(Score(BlendScenes.Add(BlendScenes.Grainy(Size, grain255: 1), mask, step, step, step), mask) > 2);
    }

    [Fact]
    public void Measure_StepAcrossTheCalmHalfOnly_ShowsBesideRoughTexture()
    {
        FloatImage texture = BlendScenes.Texture(Size);
        FloatImage half = BlendScenes.Paint(Size, (c, x, y) => y < 50 ? 0.5 : 0.5 + (4 * (texture[c, x, y] - 0.45)));
        Mask mask = BlendScenes.Disc(Size, (60, 50), 30);

        Assert.InRange(Score(half, mask), 0.8, 1.25);
        Assert.True(Score(BlendScenes.Add(half, mask, 0.06f, 0.06f, 0.06f), mask) > 2);
    }

    [Fact]
    public void Measure_WholePictureFilled_IsOne()
    {
        var mask = new Mask(new PixelSize(9, 7));
        mask.Values.AsSpan().Fill(1);

        Assert.Equal(1, Score(BlendScenes.Texture(mask.Size), mask));
    }

    [Fact]
    public void Measure_ColoursBelowTransparentPixels_DoNotCount()
    {
        var random = new Random(1);
        FloatImage hidden = BlendScenes.Paint(Size, (c, _, _) => c == 3 ? 0 : random.NextDouble(), channels: 4);

        Assert.Equal(1, Score(hidden, BlendScenes.Disc(Size, (60, 50), 30)), 1e-6);
    }

    private static double Score(FloatImage image, Mask mask)
    {
        BlendWindow window = BlendWindow.Cut(BlendScenes.Tile(image, mask), image, mask, new BlendOptions())!;
        return SeamScore.Measure(window, window.Generated);
    }
}
