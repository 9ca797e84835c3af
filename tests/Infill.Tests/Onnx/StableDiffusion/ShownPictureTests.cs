using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class ShownPictureTests
{
    private static readonly PixelSize Size = new(90, 71);
    private static readonly PixelRect Hole = new(30, 25, 20, 18);
    private static readonly Tile Scene = TestTiles.WithObject(TestTiles.Texture(Size, Hole), 1f);

    public static TheoryData<HoleContent> Contents => [.. Enum.GetValues<HoleContent>()];

    [Theory, MemberData(nameof(Contents))]
    public void Of_AnyContent_LeavesKeptPixelsAndTheTileAlone(HoleContent content)
    {
        float[] before = [.. Scene.Image.Values];

        FloatImage shown = Show(Scene, content);

        Assert.Equal(before, Scene.Image.Values);
        Assert.All(Kept(), p => Assert.Equal(Scene.Image[p.C, p.X, p.Y], shown[p.C, p.X, p.Y]));
        Assert.All(shown.Values, v => Assert.InRange(v, 0f, 1f));
        Assert.Equal(content == HoleContent.Original, shown[0, 40, 34] == 1f && shown[1, 31, 26] == 1f);
    }

    [Fact]
    public void Of_Neutral_IsMidGrey() => Assert.Equal((0.5f, 0.5f), (Show(Scene, HoleContent.Neutral)[0, 40, 30], Show(Scene, HoleContent.Neutral)[2, 30, 25]));

    [Fact]
    public void Of_Blur_ContinuesTheBorder()
    {
        Tile ramp = TestTiles.WithObject(TestTiles.From(Size, (_, x, _) => x / 100f, Hole), 1f);

        FloatImage shown = Show(ramp, HoleContent.Blur);

        Assert.Equal(0.4f, shown[0, 40, 34], 0.02f);
    }

    [Fact]
    public void Of_Noise_FollowsTheSeed()
    {
        FloatImage one = Show(Scene, HoleContent.Noise, seed: 1);

        Assert.Equal(one.Values, Show(Scene, HoleContent.Noise, seed: 1).Values);
        Assert.NotEqual(one.Values, Show(Scene, HoleContent.Noise, seed: 2).Values);
    }

    [Fact]
    public void Of_SoftMask_ChangesByItsValue()
    {
        Mask soft = Scene.Mask.Clone();
        soft[40, 34] = 0.25f;

        FloatImage shown = Show(Scene with { Mask = soft }, HoleContent.Neutral);

        Assert.Equal(0.875f, shown[0, 40, 34], 1e-6f);
    }

    [Fact]
    public void Of_OtherRegionsHole_IsNotShown()
    {
        Mask unknown = TestTiles.RectMask(Size, new PixelRect(70, 5, 10, 10));
        Tile tile = TestTiles.WithObject(TestTiles.From(Size, (_, _, _) => 0.25f, new PixelRect(70, 5, 10, 10)), 1f) with { Mask = Scene.Mask, Unknown = unknown };

        FloatImage shown = Show(tile, HoleContent.Original);

        Assert.Equal(0.25f, shown[0, 75, 9], 1e-3f);
    }

    [Fact]
    public void Of_EverythingMasked_IsGreyWhereNothingIsKnown()
    {
        Tile all = Scene with { Mask = TestTiles.RectMask(Size, Size.Bounds) };

        Assert.All(Show(all, HoleContent.Blur).Values, v => Assert.Equal(0.5f, v));
    }

    [Fact]
    public void Of_Transparency_StandsOnGrey()
    {
        Tile tile = TestTiles.From(Size, (c, x, _) => c < 3 ? 1f : x < 45 ? 0f : 0.5f, Hole, channels: 4);

        FloatImage shown = Show(tile, HoleContent.Original);

        Assert.Equal(3, shown.Channels);
        Assert.Equal((0.5f, 0.75f), (shown[0, 10, 10], shown[2, 60, 10]));
    }

    private static FloatImage Show(Tile tile, HoleContent content, int seed = 3) =>
        ShownPicture.Of(tile, content, new FillOptions { Seed = seed, Threads = 1 }, TestContext.Current.CancellationToken);

    private static IEnumerable<(int C, int X, int Y)> Kept() =>
        from c in Enumerable.Range(0, 3)
        from y in Enumerable.Range(0, Size.Height)
        from x in Enumerable.Range(0, Size.Width)
        where !Hole.Contains(x, y)
        select (c, x, y);
}
