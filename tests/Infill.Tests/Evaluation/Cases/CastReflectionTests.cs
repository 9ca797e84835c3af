using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Cases;

public sealed class CastReflectionTests
{
    [Fact]
    public void Draw_TwoColoredObject_IsUpsideDownAndWeaker()
    {
        FloatImage cut = TwoColored();
        var reflection = new CastReflection(0.5, 1000, 0);

        FloatImage image = reflection.Draw(cut);

        PixelRect reach = reflection.Reach(cut.Size);
        float At(int plane, int y) => image[plane, 10 - reach.X, y - reach.Y];
        Assert.Equal((0.5f, 0f), (At(2, 42), At(0, 42)), Near);
        Assert.Equal((0f, 0.5f), (At(2, 78), At(0, 78)), Near);
        Assert.Equal(0.5, At(3, 60), 2);
        Assert.Equal(0, At(3, 39), 6);
    }

    [Fact]
    public void Draw_FadingReflection_FallsToOneEth()
    {
        var reflection = new CastReflection(0.6, 0.5, 0);
        FloatImage image = reflection.Draw(TwoColored());
        PixelRect reach = reflection.Reach(new PixelSize(20, 40));

        Assert.Equal(Math.Exp(-1), image[3, 10 - reach.X, 70 - reach.Y] / image[3, 10 - reach.X, 50 - reach.Y], 2);
    }

    [Fact]
    public void Change_CoveredGround_MixesLight()
    {
        var reflection = new CastReflection(0.25, 1000, 0);
        GroundChange change = reflection.Change(TwoColored());
        PixelRect reach = reflection.Reach(new PixelSize(20, 40));
        int below = ((45 - reach.Y) * reach.Width) + 10 - reach.X;

        Assert.Equal(0.4 * 0.75, change.Light(below, 0, 0.4f), 2);
        Assert.Equal((0.4 * 0.75) + 0.25, change.Light(below, 2, 0.4f), 2);
        Assert.Equal(1f, change.Mark[below]);
        Assert.Equal(0.4f, change.Light(0, 0, 0.4f));
    }

    [Fact]
    public void Varied_AnySeed_ReachHoldsTheWholeReflection()
    {
        var cut = new FloatImage(4, new PixelSize(40, 60));
        cut.Values.AsSpan().Fill(1f);
        for (int seed = 0; seed < 100; seed++)
        {
            var reflection = CastReflection.Varied(seed);
            PixelRect reach = reflection.Reach(cut.Size);
            FloatImage image = reflection.Draw(cut);
            Assert.InRange(image.Plane(3).ToArray().Max(), 0.08, 0.61);
            Assert.All(Enumerable.Range(0, reach.Width), x => Assert.True(image[3, x, reach.Height - 1] < 0.02f, $"seed {seed}"));
            Assert.All(Enumerable.Range(0, reach.Height), y => Assert.True(image[3, 0, y] + image[3, reach.Width - 1, y] < 0.02f, $"seed {seed}"));
        }
    }

    private static readonly IEqualityComparer<(float, float)> Near = EqualityComparer<(float, float)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.01 && Math.Abs(a.Item2 - b.Item2) < 0.01, _ => 0);

    /// <summary>Red above, blue below, opaque.</summary>
    private static FloatImage TwoColored()
    {
        var cut = new FloatImage(4, new PixelSize(20, 40));
        for (int i = 0; i < cut.Size.Area; i++)
        {
            cut.Plane(i / 20 < 20 ? 0 : 2)[i] = 1f;
            cut.Plane(3)[i] = 1f;
        }

        return cut;
    }
}
