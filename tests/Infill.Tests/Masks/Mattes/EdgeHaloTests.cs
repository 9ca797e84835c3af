using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.Mattes;

public sealed class EdgeHaloTests
{
    private static readonly Image Photo = ProductPictures.Draw(ProductPictures.Alpha());

    [Fact]
    public void Of_TrueMatte_IsLittle()
    {
        EdgeHalo halo = Measure(ProductPictures.Alpha());

        Assert.InRange(halo.Amount, 0, 1.5);
    }

    [Fact]
    public void Of_MaskThatIsTooLarge_SeesTheOldGroundAndWhere()
    {
        EdgeHalo halo = Measure(ProductPictures.Outline(2));

        Assert.True(halo.Amount > 8, $"{halo.Amount:0.0}");
        Assert.True(ProductPictures.Outline(4).FindBounds().Intersect(halo.Worst!.Value).Area > 0);
    }

    [Fact]
    public void Of_MaskThatIsTooSmall_SeesNone() => Assert.InRange(Measure(MaskInset()).Amount, 0, 1);

    private static EdgeHalo Measure(Mask mask) => EdgeHalo.Of(MatteMaker.Make(Photo, mask, MatteEdges.Keep));

    private static Mask MaskInset() => TestMasks.FromFunction(ProductPictures.Size, (x, y) =>
    {
        double across = (x + 0.5 - 96) / 46, down = (y + 0.5 - 78) / 58;
        return (1 - Math.Sqrt((across * across) + (down * down))) * 50 > 4 ? 1f : 0f;
    });
}
