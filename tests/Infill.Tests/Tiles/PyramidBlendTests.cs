using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class PyramidBlendTests
{
    [Theory, InlineData(1, 1), InlineData(2, 3), InlineData(17, 1), InlineData(31, 24)]
    public void ReduceThenExpand_Constant_StaysConstantOnAnySize(int width, int height)
    {
        var size = new PixelSize(width, height);
        float[] plane = [.. Enumerable.Repeat(0.7f, width * height)];

        float[] reduced = LaplacianPyramid.Reduce(plane, size);
        float[] expanded = LaplacianPyramid.Expand(reduced, size);

        Assert.Equal(LaplacianPyramid.Half(size).Area, reduced.Length);
        Assert.All(expanded, v => Assert.Equal(0.7f, v, 1e-5f));
    }

    [Fact]
    public void Expand_LinearPlane_StaysLinearInside()
    {
        var size = new PixelSize(33, 21);
        float[] plane = [.. Enumerable.Range(0, 33 * 21).Select(i => (0.01f * (i % 33)) + (0.02f * (i / 33)))];

        float[] expanded = LaplacianPyramid.Expand(LaplacianPyramid.Reduce(plane, size), size);

        for (int y = 5; y < 16; y++)
        {
            for (int x = 5; x < 28; x++)
            {
                Assert.Equal(plane[(y * 33) + x], expanded[(y * 33) + x], 1e-5f);
            }
        }
    }

    [Fact]
    public void PullPush_ScatteredConstant_FillsThePlane()
    {
        var size = new PixelSize(45, 38);
        float[] weights = [.. Enumerable.Range(0, 45 * 38).Select(i => i % 101 == 0 ? 0.5f + (i % 3) : 0f)];
        float[] products = [.. weights.Select(w => -0.3f * w)];

        float[] filled = MultibandBlend.PullPush(products, weights, size);

        Assert.All(filled, v => Assert.Equal(-0.3f, v, 1e-4f));
    }

    [Fact]
    public void Multiband_ShiftedFill_MeetsTheOriginalAtTheSeamAndFadesInwards()
    {
        var size = new PixelSize(129, 129);
        FloatImage original = BlendScenes.Gradient(size);
        Mask mask = BlendScenes.Disc(size, (64, 64), 50);
        FloatImage shifted = BlendScenes.Add(original, mask, 0.1f, 0.1f, 0.1f);

        FloatImage joined = TileBlend.Join(
            BlendScenes.Tile(original, mask), shifted, mask, BlendScenes.JoinOnly(BlendMethod.Multiband), 1).Image;

        Assert.InRange(joined[0, 16, 64] - original[0, 16, 64], -0.02f, 0.04f);
        Assert.InRange(joined[0, 64, 64] - original[0, 64, 64], 0.03f, 0.1f);
        BlendScenes.AssertKept(original, joined, mask);
    }
}
