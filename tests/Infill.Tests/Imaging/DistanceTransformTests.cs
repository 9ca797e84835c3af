using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class DistanceTransformTests
{
    [Fact]
    public void ToKept_RandomMasks_EqualsTheSearchOverAllPixels() => TestMasks.Any.Sample(
        drawn =>
        {
            Mask mask = drawn.WithWindow(drawn.FindBounds());

            float[] distance = DistanceTransform.ToKept(mask);

            Assert.Equal(mask.Values.Length, distance.Length);
            for (int i = 0; i < distance.Length; i++)
            {
                (int y, int x) = Math.DivRem(i, mask.Window.Width);
                Assert.Equal(NearestKept(mask, mask.Window.X + x, mask.Window.Y + y), distance[i]);
            }
        },
        iter: 300);

    [Fact]
    public void ToKept_FullMask_IsInfiniteEverywhere()
    {
        Mask full = TestMasks.Parse("###\n###");

        Assert.All(DistanceTransform.ToKept(full), d => Assert.Equal(float.PositiveInfinity, d));
    }

    [Fact]
    public void ToKept_WindowAtTheBorder_CountsKeptPixelsOutsideTheWindowButNotOutsideThePicture()
    {
        // The window is full; left of it lies the picture's border, right of it a kept pixel.
        Mask mask = Holes.Of(5, 1, new PixelRect(0, 0, 4, 1));

        Assert.Equal([4f, 3f, 2f, 1f], DistanceTransform.ToKept(mask));
    }

    [Fact]
    public void ToKept_EmptyWindow_GivesNothing() =>
        Assert.Empty(DistanceTransform.ToKept(new Mask(new PixelSize(7, 5), default)));

    [Fact]
    public void ToKept_HolesBesideEachOtherInARow_EachHaveTheirOwnDistances() =>
        Assert.Equal([0f, 1f, 2f, 1f, 0f, 1f, 1f, 0f, 0f, 1f, 2f], DistanceTransform.ToKept(TestMasks.Parse(".###.##..##")));

    [Fact]
    public void ToKept_LongThinPicture_StaysExact()
    {
        var mask = new Mask(new PixelSize(30_001, 1));
        mask.Values.AsSpan(1).Fill(1f);

        Assert.Equal(30_000f, DistanceTransform.ToKept(mask)[^1]);
    }

    private static float NearestKept(Mask mask, int x, int y)
    {
        double nearest = double.PositiveInfinity;
        for (int ky = 0; ky < mask.Height; ky++)
        {
            for (int kx = 0; kx < mask.Width; kx++)
            {
                nearest = mask[kx, ky] == 0 ? Math.Min(nearest, ((kx - x) * (kx - x)) + ((ky - y) * (ky - y))) : nearest;
            }
        }

        return (float)Math.Sqrt(nearest);
    }
}
