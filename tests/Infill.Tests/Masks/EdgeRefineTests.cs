using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class EdgeRefineTests
{
    [Fact]
    public void Refine_AnyMaskOnAnyPicture_StaysInRangeAndNearItsEdges() =>
        (from mask in TestMasks.Any from seed in Gen.UInt from radius in Gen.Int[2, 5] select (mask, seed, radius)).Sample(
            scene =>
            {
                Image guide = TestPictures.Noise(scene.mask.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), seed: scene.seed);
                Mask before = scene.mask.Clone();

                Mask refined = EdgeRefine.Refine(scene.mask, guide, new EdgeRefineOptions { RadiusPx = scene.radius });

                MaskAssert.InRange(refined);
                MaskAssert.Same(before, scene.mask);
                RequireEqualFarFromEdges(scene.mask, refined, 2 * scene.radius);
            },
            iter: 60);

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void Refine_FlatPicture_ChangesNothing(int radius)
    {
        Mask disc = TestMasks.Disc(41, 30, 9);
        var guide = new Image(disc.Size, new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 8));

        MaskAssert.Same(disc, EdgeRefine.Refine(disc, guide, new EdgeRefineOptions { RadiusPx = radius }));
    }

    [Theory]
    [InlineData(8, ColorModel.Rgb)]
    [InlineData(16, ColorModel.Rgb)]
    [InlineData(8, ColorModel.Grey)]
    public void Refine_MaskThreePixelsOff_MovesToTheEdge(int depth, ColorModel model)
    {
        const int Edge = 40;
        Image guide = Step(new PixelSize(80, 33), new PixelFormat(model, HasAlpha: false, depth), x => x < Edge ? 0.2 : 0.8);
        Mask off = TestMasks.FromFunction(guide.Size, (x, _) => x < Edge + 3 ? 1f : 0f);

        Mask refined = EdgeRefine.Refine(off, guide, new EdgeRefineOptions { RadiusPx = 8 });

        Assert.True(refined[Edge - 1, 16] > 0.9f, $"{refined[Edge - 1, 16]}");
        Assert.True(refined[Edge, 16] < 0.2f, $"{refined[Edge, 16]}");
        Assert.Equal(1f, refined[5, 16]);
        Assert.Equal(0f, refined[75, 16]);
    }

    [Fact]
    public void Refine_SoftEdgeInThePicture_StaysSoft()
    {
        Image guide = Step(new PixelSize(80, 33), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), x => Math.Clamp((x - 34) / 12.0, 0, 1));
        Mask hard = TestMasks.FromFunction(guide.Size, (x, _) => x >= 40 ? 1f : 0f);

        Mask refined = EdgeRefine.Refine(hard, guide, new EdgeRefineOptions { RadiusPx = 12 });

        int between = Enumerable.Range(30, 20).Count(x => refined[x, 16] is > 0.05f and < 0.95f);
        Assert.InRange(between, 6, 16);
        Assert.All(Enumerable.Range(31, 18), x => Assert.True(refined[x, 16] >= refined[x - 1, 16] - 0.05f));
    }

    [Fact]
    public void Refine_EmptyOrFullMask_StaysAsItIs()
    {
        Image guide = TestPictures.Noise(new PixelSize(31, 22), new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8), seed: 7);

        Assert.Equal(0, EdgeRefine.Refine(new Mask(guide.Size), guide).CountFilled());
        Mask full = TestMasks.FromFunction(guide.Size, (_, _) => 1f);
        MaskAssert.Same(full, EdgeRefine.Refine(full, guide));
    }

    [Fact]
    public void Refine_WrongArguments_AreRefused()
    {
        var guide = new Image(new PixelSize(4, 5), new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 8));
        var mask = new Mask(guide.Size);

        Assert.Throws<ArgumentException>(() => EdgeRefine.Refine(new Mask(new PixelSize(5, 4)), guide));
        Assert.Throws<ArgumentOutOfRangeException>(() => EdgeRefine.Refine(mask, guide, new EdgeRefineOptions { RadiusPx = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EdgeRefine.Refine(mask, guide, new EdgeRefineOptions { RadiusPx = 257 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EdgeRefine.Refine(mask, guide, new EdgeRefineOptions { Epsilon = double.NaN }));
    }

    private static Image Step(PixelSize size, PixelFormat format, Func<int, double> value)
    {
        var image = new Image(size, format);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                for (int c = 0; c < format.Channels; c++)
                {
                    image[x, y, c] = (int)Math.Round(value(x) * format.MaxValue);
                }
            }
        }

        return image;
    }

    private static void RequireEqualFarFromEdges(Mask before, Mask after, int reach)
    {
        for (int y = 0; y < before.Height; y++)
        {
            for (int x = 0; x < before.Width; x++)
            {
                if (IsFlat(before, x, y, reach))
                {
                    Assert.Equal(before[x, y], after[x, y]);
                }
            }
        }
    }

    private static bool IsFlat(Mask mask, int x, int y, int reach)
    {
        for (int v = Math.Max(0, y - reach); v <= Math.Min(mask.Height - 1, y + reach); v++)
        {
            for (int u = Math.Max(0, x - reach); u <= Math.Min(mask.Width - 1, x + reach); u++)
            {
                if (mask[u, v] != mask[x, y])
                {
                    return false;
                }
            }
        }

        return true;
    }
}
