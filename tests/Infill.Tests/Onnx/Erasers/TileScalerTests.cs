using CsCheck;
using Infill.Imaging;
using Infill.Onnx.Erasers;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Erasers;

public sealed class TileScalerTests
{
    private static readonly PixelSize Size = new(61, 47);

    [Fact]
    public void Reduce_ContentOfTheHole_LeavesNoTrace()
    {
        FloatImage picture = TestTiles.Texture(Size, new PixelRect(20, 10, 13, 9)).Image, spoilt = picture.Clone();
        float[] hole = TestTiles.RectMask(Size, new PixelRect(20, 10, 13, 9)).Values;
        for (int i = 0; i < spoilt.Values.Length; i++)
        {
            spoilt.Values[i] = hole[i % hole.Length] > 0 ? 1f : spoilt.Values[i];
        }

        (FloatImage a, float[] smallHole) = TileScaler.Reduce(picture, hole, new PixelSize(17, 11));
        (FloatImage b, _) = TileScaler.Reduce(spoilt, hole, new PixelSize(17, 11));

        Assert.Equal(a.Values, b.Values);
        Assert.Contains(1f, smallHole);
    }

    [Fact]
    public void Reduce_Hole_IsEveryPixelThatCoversSome() => Gen.Select(Gen.Int[0, 60], Gen.Int[0, 46], Gen.Int[1, 61], Gen.Int[1, 47]).Sample((x, y, width, height) =>
    {
        float[] hole = TestTiles.RectMask(Size, new PixelRect(x, y, 1, 1)).Values;

        float[] small = TileScaler.Reduce(new FloatImage(1, Size), hole, new PixelSize(width, height)).Hole;

        // One pixel of the picture may lie under up to four small ones, none of which may be missed.
        for (int v = 0; v < height; v++)
        {
            for (int u = 0; u < width; u++)
            {
                bool covers = u * 61 < (x + 1) * width && (u + 1) * 61 > x * width && v * 47 < (y + 1) * height && (v + 1) * 47 > y * height;
                Assert.True(covers || small[(v * width) + u] == 0f);
            }
        }

        Assert.Contains(1f, small);
    }, iter: 500);

    [Fact]
    public void Reduce_FlatPicture_StaysFlat()
    {
        FloatImage flat = TestTiles.From(Size, (c, _, _) => 0.2f + (0.3f * c), new PixelRect(5, 5, 9, 9)).Image;

        (FloatImage small, _) = TileScaler.Reduce(flat, TestTiles.RectMask(Size, new PixelRect(5, 5, 9, 9)).Values, new PixelSize(30, 7));

        Assert.All(Enumerable.Range(0, 3), c => Assert.All(small.Plane(c).ToArray().Where(v => v > 0), v => Assert.Equal(0.2f + (0.3f * c), v, 1e-5f)));
    }

    [Fact]
    public void Enlarge_Ramp_IsTheRampAtPixelCentres()
    {
        FloatImage ramp = TestTiles.From(new PixelSize(10, 8), (_, x, y) => 0.1f + (0.05f * (x + 0.5f)) + (0.02f * (y + 0.5f)), default).Image;

        FloatImage large = TileScaler.Enlarge(ramp, new PixelSize(30, 20));

        // Away from the ends, where pixels are repeated.
        for (int y = 6; y < 14; y++)
        {
            for (int x = 7; x < 23; x++)
            {
                Assert.Equal(0.1f + (0.05f * (x + 0.5f) / 3f) + (0.02f * (y + 0.5f) * 0.4f), large[1, x, y], 1e-4f);
            }
        }
    }

    [Fact]
    public void Enlarge_ToTheSameSize_ChangesNothing()
    {
        FloatImage picture = TestTiles.Texture(Size, default).Image;

        Assert.Equal(picture.Values, TileScaler.Enlarge(picture, Size).Values);
    }

    [Fact]
    public void Enlarge_HardEdge_StaysInRange() => Assert.All(
        TileScaler.Enlarge(TestTiles.From(new PixelSize(9, 9), (_, x, _) => x < 4 ? 0f : 1f, default).Image, new PixelSize(40, 33)).Values, v => Assert.InRange(v, 0f, 1f));
}
