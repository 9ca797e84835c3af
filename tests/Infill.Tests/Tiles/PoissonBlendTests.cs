using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class PoissonBlendTests
{
    [Theory, InlineData(30, 25, 12), InlineData(0, 0, 18), InlineData(58, 20, 15)]
    public void Join_ConstantShift_IsRemoved(double x, double y, double radius)
    {
        // The engine drifts everywhere, as one with a lossy decoder does; holes inside and across the border.
        var size = new PixelSize(59, 51);
        FloatImage texture = BlendScenes.Texture(size), photo = BlendScenes.Paint(size, (c, x, y) => 0.2 + (0.5 * texture[c, x, y]));
        Mask mask = BlendScenes.Disc(size, (x, y), radius);
        FloatImage shifted = BlendScenes.Add(photo, Everywhere(size), 0.05f, -0.04f, 0.02f);

        FloatImage joined = Join(photo, shifted, mask);

        AssertNear(photo, joined, 1e-4);
    }

    [Fact]
    public void Join_ConstantShiftWithRestoredRing_IsRemovedFromAGradient()
    {
        var size = new PixelSize(75, 64);
        FloatImage photo = BlendScenes.Paint(size, (c, x, y) => 0.2 + (0.1 * c) + (0.003 * x) + (0.002 * y));
        Mask mask = BlendScenes.Disc(size, (35, 30), 20);

        FloatImage joined = Join(photo, BlendScenes.Add(photo, mask, 0.05f, -0.04f, 0.02f), mask);

        AssertNear(photo, joined, 2e-4);
    }

    [Fact]
    public void Join_EdgeThatLiesOnTheSeam_PullsLessThanTheCalmRest()
    {
        // A bright wall touches the hole on one side only; the fill continues the calm part without a step.
        var size = new PixelSize(80, 80);
        Mask mask = TestTiles.RectMask(size, new PixelRect(20, 20, 40, 40));
        FloatImage original = BlendScenes.Paint(size, (_, x, _) => x >= 60 ? 0.9 : 0.3);
        FloatImage generated = BlendScenes.Paint(size, (_, x, y) => mask[x, y] > 0 ? 0.3 : original[0, x, y]);

        FloatImage joined = Join(original, generated, mask);

        Assert.Equal(0.3f, joined[0, 40, 40], 0.02f);
        Assert.Equal(0.3f, joined[0, 22, 40], 0.01f);
    }

    [Fact]
    public void Join_NoKeptPixel_GivesTheFill()
    {
        var size = new PixelSize(12, 9);
        FloatImage photo = BlendScenes.Texture(size), fill = BlendScenes.Texture(size, seed: 20);

        Assert.Equal(fill.Values, Join(photo, fill, Everywhere(size)).Values);
    }

    [Fact]
    public void Join_FillsOwnGradients_Survive()
    {
        var size = new PixelSize(61, 61);
        FloatImage photo = BlendScenes.Gradient(size);
        Mask mask = BlendScenes.Disc(size, (30, 30), 22);
        FloatImage fill = BlendScenes.Paint(size, (c, x, y) =>
            photo[c, x, y] + 0.1 + (mask[x, y] > 0 && (x - 30) * (x - 30) + ((y - 30) * (y - 30)) < 36 ? 0.2 : 0));

        FloatImage joined = Join(photo, fill, mask);

        Assert.Equal(0.2f, joined[1, 30, 30] - joined[1, 30, 42] - (photo[1, 30, 30] - photo[1, 30, 42]), 0.02f);
    }

    private static Mask Everywhere(PixelSize size)
    {
        var mask = new Mask(size);
        mask.Values.AsSpan().Fill(1);
        return mask;
    }

    private static FloatImage Join(FloatImage original, FloatImage generated, Mask mask) => TileBlend.Join(
        BlendScenes.Tile(original, mask), generated, mask, BlendScenes.JoinOnly(BlendMethod.Poisson), 1).Image;

    private static void AssertNear(FloatImage expected, FloatImage actual, double tolerance)
    {
        for (int i = 0; i < expected.Values.Length; i++)
        {
            Assert.Equal(expected.Values[i], actual.Values[i], tolerance);
        }
    }
}
