using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class LaplacianPyramidTests
{
    private const float Rounding = 1e-6f;   // sums of 25 products of values up to 1

    private static readonly Gen<(PixelSize Size, float[] Plane)> Any =
        from width in Gen.Int[1, 37]
        from height in Gen.Int[1, 37]
        from plane in Gen.Float[0f, 1f].Array[width * height]
        select (new PixelSize(width, height), plane);

    [Fact]
    public void Reconstruct_DetailsOverTheCoarsest_GivesThePlaneBack() => Any.Sample(t =>
    {
        var details = new Stack<(PixelSize Size, float[] Detail)>();
        (PixelSize size, float[] plane) = t;
        while (size.Area > 1)
        {
            float[] coarse = LaplacianPyramid.Reduce(plane, size);
            float[] smooth = LaplacianPyramid.Expand(coarse, size);
            details.Push((size, [.. plane.Zip(smooth, (p, s) => p - s)]));
            (size, plane) = (LaplacianPyramid.Half(size), coarse);
        }

        while (details.TryPop(out (PixelSize Size, float[] Detail) level))
        {
            plane = [.. LaplacianPyramid.Expand(plane, level.Size).Zip(level.Detail, (s, d) => s + d)];
        }

        AssertNear(t.Plane, plane);
    });

    [Fact]
    public void ReduceAndExpand_AnyPlane_NeverLeaveItsRange() => Any.Sample(t =>
    {
        (float low, float high) = (t.Plane.Min() - Rounding, t.Plane.Max() + Rounding);

        float[] coarse = LaplacianPyramid.Reduce(t.Plane, t.Size);

        Assert.All(coarse, v => Assert.InRange(v, low, high));
        Assert.All(LaplacianPyramid.Expand(coarse, t.Size), v => Assert.InRange(v, low, high));
    });

    [Fact]
    public void ReduceAndExpand_Transposed_GiveTheTransposed() => Any.Sample(t =>
    {
        PixelSize half = LaplacianPyramid.Half(t.Size);
        float[] coarse = LaplacianPyramid.Reduce(t.Plane, t.Size);

        AssertNear(Transpose(coarse, half), LaplacianPyramid.Reduce(Transpose(t.Plane, t.Size), Turn(t.Size)));
        AssertNear(Transpose(LaplacianPyramid.Expand(coarse, t.Size), t.Size), LaplacianPyramid.Expand(Transpose(coarse, half), Turn(t.Size)));
    });

    // Only odd sizes have a middle: in even ones the coarse grid lies half a pixel to the left.
    [Theory, InlineData(1, 5), InlineData(7, 3), InlineData(33, 21)]
    public void ReduceAndExpand_OddSizeMirrored_GiveTheMirrored(int width, int height)
    {
        var size = new PixelSize(width, height);
        float[] plane = BlendScenes.White(size, seed: 3), mirrored = [.. plane.Reverse()];
        float[] coarse = LaplacianPyramid.Reduce(plane, size);

        AssertNear(coarse.Reverse(), LaplacianPyramid.Reduce(mirrored, size));
        AssertNear(LaplacianPyramid.Expand(coarse, size).Reverse(), LaplacianPyramid.Expand([.. coarse.Reverse()], size));
    }

    private static void AssertNear(IEnumerable<float> expected, IEnumerable<float> actual) =>
        Assert.Equal(expected, actual, (a, b) => MathF.Abs(a - b) <= 4 * Rounding);

    private static PixelSize Turn(PixelSize size) => new(size.Height, size.Width);

    private static float[] Transpose(float[] plane, PixelSize size) =>
        [.. Enumerable.Range(0, plane.Length).Select(i => plane[(i % size.Height * size.Width) + (i / size.Height)])];
}
