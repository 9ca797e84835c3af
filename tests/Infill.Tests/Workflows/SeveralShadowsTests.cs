using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Workflows;

/// <summary>Pictures with more than one object.</summary>
public sealed class SeveralShadowsTests
{
    private static readonly PixelSize Size = new(640, 240);

    [Fact]
    public void Find_TwoObjects_FindsBothShadows()
    {
        (Image image, Mask objects, Mask shadows) = Twice(secondLight: 0.45f);

        ShadowGrowth growth = ShadowGrowth.Find(image, objects, withPenumbra: false, withReflections: true);

        Assert.Equal((2, 2), (growth.Objects, growth.Found.Count));
        Assert.True(ShadowPictures.Overlap(growth.Shadow, shadows) > 0.7, $"{ShadowPictures.Overlap(growth.Shadow, shadows):0.00}");
        Assert.StartsWith("2 shadows of ", growth.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OneOfTwoHasAShadow_AddsThatAlone()
    {
        (Image image, Mask objects, Mask shadows) = Twice(secondLight: 1);

        ShadowGrowth growth = ShadowGrowth.Find(image, objects, withPenumbra: false, withReflections: true);

        Assert.Equal((2, 1), (growth.Objects, growth.Found.Count));
        Assert.True(growth.Shadow.FindBounds().Right <= 330);
        Assert.True(shadows.FindBounds().Right > 330, "the picture's second half would have one");
    }

    [Fact]
    public void Find_ManyParts_LooksAtTheLargest()
    {
        var mask = new Mask(Size);
        for (int i = 0; i < 20; i++)
        {
            for (int y = 0; y < 18; y++)
            {
                mask.WindowRow(20 + y).Slice(10 + (30 * i), 17).Fill(1f);
            }
        }

        ShadowGrowth growth = ShadowGrowth.Find(Twice(1).Image, mask, withPenumbra: false, withReflections: true);

        Assert.Equal(ShadowGrowth.MostObjects, growth.Objects);
        Assert.Contains($"{ShadowGrowth.MostObjects} objects", growth.Describe(), StringComparison.Ordinal);
    }

    // The signpost in both halves; the second one's shadow as deep as asked for.
    private static (Image Image, Mask Objects, Mask Shadows) Twice(float secondLight)
    {
        Image first = ShadowPictures.Draw((0.45f, 0.45f, 0.45f)), second = ShadowPictures.Draw((secondLight, secondLight, secondLight));
        var image = new Image(Size, first.Format);
        var objects = new Mask(Size);
        var shadows = new Mask(Size);
        for (int y = 0; y < Size.Height; y++)
        {
            for (int x = 0; x < Size.Width; x++)
            {
                (Image half, int column) = x < 320 ? (first, x) : (second, x - 320);
                objects[x, y] = ShadowPictures.Object[column, y];
                shadows[x, y] = ShadowPictures.Shadow[column, y];
                for (int c = 0; c < 3; c++)
                {
                    image[x, y, c] = half[column, y, c];
                }
            }
        }

        return (image, objects, shadows);
    }
}
