using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowCastTests
{
    private static readonly PixelRect Bounds = new(30, 20, 40, 60);

    [Theory]
    [InlineData(0.8, 0.3, 0.2, 0, 0)]
    [InlineData(-1.5, -0.4, -0.3, 0.1, -0.2)]
    [InlineData(0, 1, 0, 0.15, 0.05)]
    public void Unproject_ProjectedPoint_IsThePoint(double shear, double fall, double spread, double slideX, double slideY)
    {
        ShadowCast cast = new ShadowCast(shear, fall, spread, slideX, slideY) with { Bend = shear / 10 };

        foreach (MaskPoint point in (MaskPoint[])[new(30, 20), new(44.5, 61.25), new(70, 80)])
        {
            MaskPoint back = cast.Unproject(cast.Project(point, Bounds), Bounds);
            Assert.Equal(point.X, back.X, 1e-9);
            Assert.Equal(point.Y, back.Y, 1e-9);
        }
    }

    [Fact]
    public void Project_FootOfTheObject_StaysWhereItStands() =>
        Assert.Equal(new MaskPoint(37, 80), new ShadowCast(1.3, 0.4, 0.5).Project(new MaskPoint(37, 80), Bounds));

    [Fact]
    public void Project_TopOfTheObject_FallsByShearAndDepth() =>
        Assert.Equal(new MaskPoint(50 + 30, 80 + 24), new ShadowCast(0.5, -0.4).Project(new MaskPoint(50, 20), Bounds));

    [Fact]
    public void Project_BentGround_MovesTheTopAndNotTheFoot()
    {
        ShadowCast straight = new(0.5, -0.4), bent = straight with { Bend = 0.2 };

        Assert.Equal(straight.Project(new MaskPoint(50, 80), Bounds), bent.Project(new MaskPoint(50, 80), Bounds));
        Assert.Equal(12, bent.Project(new MaskPoint(50, 20), Bounds).X - straight.Project(new MaskPoint(50, 20), Bounds).X, 9);
        Assert.Equal(3, bent.Project(new MaskPoint(50, 50), Bounds).X - straight.Project(new MaskPoint(50, 50), Bounds).X, 9);
    }

    [Theory, InlineData(1, 0), InlineData(0, 1), InlineData(-0.6, 0.8)]
    public void Unturn_AnyDirection_FallsInThatDirection(double x, double y)
    {
        ShadowCast cast = new ShadowCast(0.7, -0.4, 0.2) with { Bend = 0.1 };
        MaskPoint point = new(44, 50), at = cast.Project(point, Bounds);

        (double ownX, double ownY) = cast.Unturn(point, (x, y), Bounds);
        MaskPoint moved = cast.Project(new MaskPoint(point.X + (1e-4 * ownX), point.Y + (1e-4 * ownY)), Bounds);

        Assert.Equal(x, (moved.X - at.X) / 1e-4, 1e-3);
        Assert.Equal(y, (moved.Y - at.Y) / 1e-4, 1e-3);
    }
}
