using CsCheck;
using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Cases;

/// <summary>Known holes: decided by numbers alone, whole inside the picture, apart from each other.</summary>
public sealed class HoleTests
{
    private static readonly Gen<HoleShape> AnyShape = Gen.Enum<HoleShape>();

    [Fact]
    public void Place_AnyPlan_LiesInsideAndApart() =>
        Gen.Select(Gen.Int[150, 700], Gen.Int[150, 700], Gen.Int[1, 6], Gen.Int[0, 65535], AnyShape).Sample((width, height, count, seed, shape) =>
        {
            var size = new PixelSize(width, height);
            var plan = new HolePlan { Count = count, Seed = seed, Shapes = [shape], MinRadius = 10, MaxRadius = 40 };

            PixelRect[] bounds = [.. HolePlacer.Place(size, plan, "photo.jpg").Select(h => HoleOutline.Draw(size, h).FindBounds())];

            Assert.InRange(bounds.Length, 1, count);
            Assert.All(bounds, b => Assert.True(size.Bounds.Inflate(-HolePlacer.EdgePx).Contains(b), $"{b} in {size}"));
            Assert.All(
                from a in Enumerable.Range(0, bounds.Length)
                from b in Enumerable.Range(0, a)
                select (bounds[a], bounds[b]),
                pair => Assert.True(pair.Item1.Intersect(pair.Item2).IsEmpty));
        }, iter: 200);

    [Fact]
    public void Place_SameSeed_GivesTheSameHoles()
    {
        var size = new PixelSize(640, 427);
        var plan = new HolePlan { Count = 4, Seed = 9 };

        IReadOnlyList<HoleSpec> holes = HolePlacer.Place(size, plan, "china.jpg");

        Assert.Equal(4, holes.Count);
        Assert.Equal(holes, HolePlacer.Place(size, plan, "china.jpg"));
        Assert.NotEqual(holes, HolePlacer.Place(size, plan, "flower.jpg"));
        Assert.NotEqual(holes, HolePlacer.Place(size, plan with { Seed = 10 }, "china.jpg"));
        Assert.Equal(holes.Take(2), HolePlacer.Place(size, plan with { Count = 2 }, "china.jpg"));
    }

    [Fact]
    public void Place_SeveralShapes_TakesThemInTurn()
    {
        var plan = new HolePlan { Count = 4, Shapes = [HoleShape.Disc, HoleShape.Rect, HoleShape.Stroke] };

        IReadOnlyList<HoleSpec> holes = HolePlacer.Place(new PixelSize(900, 900), plan, "a");

        Assert.Equal([HoleShape.Disc, HoleShape.Rect, HoleShape.Stroke, HoleShape.Disc], holes.Select(h => h.Shape));
    }

    [Theory]
    [InlineData(149, 0)]
    [InlineData(150, 1)]
    public void Place_SmallPhoto_GetsNoHoleThatIsTooLarge(int side, int holes)
    {
        IReadOnlyList<HoleSpec> placed = HolePlacer.Place(new PixelSize(side, 800), new HolePlan(), "a");

        Assert.Equal(holes, placed.Count);
        Assert.All(placed, h => Assert.Equal(25, h.Radius));
    }

    [Fact]
    public void Draw_AnyShape_HasAboutTheAreaItSays() => Gen.Select(Gen.Int[10, 60], Gen.Int[0, 65535], AnyShape).Sample((radius, seed, shape) =>
    {
        Mask mask = HoleOutline.Draw(new PixelSize(500, 500), new HoleSpec(shape, 250, 250, radius, seed));

        double disc = Math.PI * radius * radius;
        (double least, double most) = shape switch
        {
            HoleShape.Disc => (0.9, 1.1),
            HoleShape.Wavy => (0.95, 2.5),
            HoleShape.Rect => (0.8, 1.2),
            _ => (0.5, 1.2),
        };
        Assert.InRange(mask.CountFilled() / disc, least, most);
        Assert.All(mask.Values, v => Assert.True(v is 0f or 1f));
    }, iter: 200);

    [Fact]
    public void Draw_PastTheEdge_IsClipped()
    {
        Mask mask = HoleOutline.Draw(new PixelSize(60, 40), new HoleSpec(HoleShape.Wavy, 2, 38, 20, 3));

        Assert.False(mask.FindBounds().IsEmpty);
        Assert.True(mask.Size.Bounds.Contains(mask.FindBounds()));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, -1)]
    [InlineData(10, 65536)]
    public void Draw_BadNumbers_AreRefused(int radius, int seed) => Assert.Throws<ArgumentOutOfRangeException>(
        () => HoleOutline.Draw(new PixelSize(60, 40), new HoleSpec(HoleShape.Disc, 20, 20, radius, seed)));
}
