using Infill.Imaging;
using Infill.Onnx.Controls;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.Controls;

public sealed class SoftEdgesTests
{
    private static readonly PixelSize Size = new(61, 33);

    [Fact]
    public void Of_OneStep_IsWhitestThereAndFadesAway()
    {
        float[] row = SoftEdges.Of(CannyEdgesTests.Step(Size, 0.2f, 0.8f)).Row(1, 16).ToArray();

        int edge = Array.IndexOf(row, row.Max());
        Assert.InRange(edge, (Size.Width / 2) - 1, Size.Width / 2);
        Assert.Equal(1f, row[edge]);
        Assert.True(row[edge + 3] < row[edge + 1] && row[edge + 8] < row[edge + 3], string.Join(' ', row));
        Assert.InRange(row[2], 0f, 0.01f);
    }

    [Fact]
    public void Of_FaintGrain_StaysDark()
    {
        FloatImage grain = TestTiles.From(Size, (c, x, y) => 0.5f + (0.01f * ((x + (3 * y) + c) % 2)), new PixelRect(0, 0, 1, 1)).Image;

        Assert.All(SoftEdges.Of(grain).Values, v => Assert.InRange(v, 0f, 0.3f));
    }

    [Fact]
    public void Of_AnyPicture_IsIn01AndEqualInAllChannels()
    {
        FloatImage edges = SoftEdges.Of(TestTiles.Stripes(Size, new PixelRect(0, 0, 1, 1)).Image);

        Assert.All(edges.Values, v => Assert.InRange(v, 0f, 1f));
        Assert.Equal(edges.Plane(0), edges.Plane(1));
        Assert.Equal(edges.Plane(0), edges.Plane(2));
    }
}
