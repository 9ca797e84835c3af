using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskShapesTests
{
    private static readonly Gen<PixelSize> AnySize = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], (w, h) => new PixelSize(w, h));

    /// <summary>Two unrelated irrational shifts: no pixel's centre lies exactly on an edge, where rounding alone decides.</summary>
    private static readonly Gen<MaskPoint> AnyPoint = Gen.Select(
        Gen.Double[-15, 55], Gen.Double[-15, 55], (x, y) => new MaskPoint(x + (Math.Sqrt(2) / 10), y + (Math.Sqrt(3) / 10)));

    [Fact]
    public void Rectangle_Any_IsThePixelsWhoseCentresItHolds() => Gen.Select(AnySize, AnyPoint, Gen.Double[0.1, 60], Gen.Double[0.1, 60]).Sample(
        (size, corner, width, height) => MaskAssert.Same(
            TestMasks.FromFunction(size, (x, y) =>
                x + 0.5 >= corner.X && x + 0.5 < corner.X + width && y + 0.5 >= corner.Y && y + 0.5 < corner.Y + height ? 1f : 0f),
            MaskShapes.Rectangle(size, corner, width, height)));

    [Fact]
    public void Ellipse_Any_IsThePixelsWhoseCentresItHolds() => Gen.Select(AnySize, AnyPoint, Gen.Double[0.1, 40], Gen.Double[0.1, 40]).Sample(
        (size, centre, radiusX, radiusY) => MaskAssert.Same(
            TestMasks.FromFunction(size, (x, y) =>
                Math.Pow((x + 0.5 - centre.X) / radiusX, 2) + Math.Pow((y + 0.5 - centre.Y) / radiusY, 2) <= 1 ? 1f : 0f),
            MaskShapes.Ellipse(size, centre, radiusX, radiusY)));

    [Fact]
    public void Polygon_Any_IsThePixelsWithAnOddNumberOfCrossings() => Gen.Select(AnySize, AnyPoint.Array[3, 8]).Sample(
        (size, points) => MaskAssert.Same(
            TestMasks.FromFunction(size, (x, y) => CrossingsLeftOf(points, x + 0.5, y + 0.5) % 2 == 1 ? 1f : 0f),
            MaskShapes.Polygon(size, points)));

    [Fact]
    public void Stroke_Any_IsThePixelsNearTheLine() => Gen.Select(AnySize, Gen.Double[0.1, 12], AnyPoint.Array[1, 5]).Sample(
        (size, radius, points) => MaskAssert.Same(
            TestMasks.FromFunction(size, (x, y) => DistanceTo(points, x + 0.5, y + 0.5) <= radius ? 1f : 0f),
            MaskShapes.Stroke(size, radius, points)));

    [Fact]
    public void Polygon_IntegerSquare_IsThatSquare()
    {
        Mask mask = MaskShapes.Polygon(new PixelSize(6, 5), [new(1, 1), new(5, 1), new(5, 4), new(1, 4)]);

        MaskAssert.Looks("......\n.####.\n.####.\n.####.\n......", mask);
    }

    [Fact]
    public void Stroke_HorizontalLine_HasRoundEnds()
    {
        Mask mask = MaskShapes.Stroke(new PixelSize(9, 5), 1.5, [new(2.5, 2.5), new(6.5, 2.5)]);

        MaskAssert.Looks(".........\n.#######.\n.#######.\n.#######.\n.........", mask);
    }

    [Fact]
    public void Shapes_HugeOrFarAway_StayInTheirWindow()
    {
        var size = new PixelSize(20_000, 20_000);

        Assert.Equal(4, MaskShapes.Stroke(size, 1, [new(50, 50)]).Values.Length);
        Assert.Equal(new PixelRect(0, 19_990, 10, 10), MaskShapes.Rectangle(size, new(-1e6, 19_990), 1e6 + 10, 1e300).Window);
        Assert.Empty(MaskShapes.Ellipse(size, new(-1e9, 5), 10, 10).Values);
        Assert.Empty(MaskShapes.Polygon(size, [new(-5, -5), new(-1, -5), new(-1, -1)]).Values);
    }

    [Fact]
    public void Shapes_NotFiniteOrNotPositive_AreRefused()
    {
        var size = new PixelSize(5, 5);
        MaskPoint wrong = new(double.NaN, 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => MaskShapes.Rectangle(size, wrong, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskShapes.Rectangle(size, default, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskShapes.Ellipse(size, default, 1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskShapes.Polygon(size, [default, default, wrong]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskShapes.Stroke(size, -1, [default]));
        Assert.Throws<ArgumentException>(() => MaskShapes.Polygon(size, [default, default]));
        Assert.Throws<ArgumentException>(() => MaskShapes.Stroke(size, 1, []));
    }

    private static int CrossingsLeftOf(MaskPoint[] points, double x, double y)
    {
        int crossings = 0;
        for (int i = 0; i < points.Length; i++)
        {
            MaskPoint a = points[i], b = points[(i + 1) % points.Length];
            bool spans = (a.Y <= y) != (b.Y <= y);
            crossings += spans && a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X)) <= x ? 1 : 0;
        }

        return crossings;
    }

    private static double DistanceTo(MaskPoint[] points, double x, double y)
    {
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < points.Length; i++)
        {
            MaskPoint a = points[Math.Max(0, i - 1)], b = points[i];
            double dx = b.X - a.X, dy = b.Y - a.Y, square = (dx * dx) + (dy * dy);
            double t = square > 0 ? Math.Clamp((((x - a.X) * dx) + ((y - a.Y) * dy)) / square, 0, 1) : 0;
            nearest = Math.Min(nearest, Math.Sqrt(Math.Pow(x - a.X - (t * dx), 2) + Math.Pow(y - a.Y - (t * dy), 2)));
        }

        return nearest;
    }
}
