using Infill.Imaging;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowDepthTests
{
    private static readonly PixelSize Size = new(60, 40);
    private static readonly PixelRect Box = new(20, 10, 24, 20);
    private static readonly bool[] Inside = At((x, y) => Box.Contains(x, y));
    private static readonly bool[] Everywhere = At((_, _) => true);

    [Fact]
    public void Distance_BothSides_CountsPixelsToTheOutline()
    {
        float[] distance = ShadowDepth.Distance(Inside, Everywhere, Size);

        Assert.Equal(0.5f, distance[(15 * 60) + 20]);
        Assert.Equal(-0.5f, distance[(15 * 60) + 19]);
        Assert.Equal(4.5f, distance[(20 * 60) + 24]);
        Assert.Equal(-4.5f, distance[(20 * 60) + 15]);
    }

    [Fact]
    public void Distance_ObjectBeside_IsNoEdge()
    {
        float[] distance = ShadowDepth.Distance(Inside, At((x, _) => x >= 20), Size);

        Assert.True(distance[(20 * 60) + 20] > 8, "deep: the shadow goes on below the object at its left");
    }

    [Theory, InlineData(0, 480), InlineData(2, 320), InlineData(-1, 566)]
    public void Draw_MovedEdge_CoversAsMuch(double place, int expected)
    {
        float[] depth = ShadowDepth.Draw((ShadowDepth.Distance(Inside, Everywhere, Size), Ground(Everywhere)), Size, place, 0.4);

        Assert.InRange(depth.Sum(), expected - 12, expected + 12);
        Assert.InRange(depth.Max(), 0.99f, 1.0001f);
        Assert.InRange(depth.Min(), 0f, 0.001f);
    }

    [Fact]
    public void Draw_SoftEdgeAtAnObject_StaysDeep()
    {
        bool[] ground = At((x, _) => x >= 20);

        float[] depth = ShadowDepth.Draw((ShadowDepth.Distance(Inside, ground, Size), Ground(ground)), Size, 0, 3);

        Assert.True(depth[(20 * 60) + 20] > 0.9f, "at the object");
        Assert.InRange(depth[(20 * 60) + 43], 0.35f, 0.6f);
    }

    private static bool[] At(Func<int, int, bool> of) => [.. Enumerable.Range(0, (int)Size.Area).Select(i => of(i % Size.Width, i / Size.Width))];

    private static float[] Ground(bool[] isGround) => [.. isGround.Select(value => value ? 1f : 0f)];
}
