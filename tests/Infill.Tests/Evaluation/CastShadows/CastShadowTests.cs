using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.CastShadows;

public sealed class CastShadowTests
{
    private static readonly FloatImage Post = MakePost();

    [Fact]
    public void FromSeed_ShadowOfDaylight_IsNeitherWideBentNorColoured()
    {
        var shadow = CastShadow.FromSeed(7);

        Assert.Equal((0.0, 0.0), (shadow.Spread, shadow.Bow));
        Assert.Equal((1.0, 1.0, 1.0), shadow.Tint);
    }

    [Fact]
    public void Varied_ManySeeds_CoverHardAndSoftAndAllSides()
    {
        CastShadow[] shadows = [.. Enumerable.Range(0, 200).Select(CastShadow.Varied)];

        Assert.Contains(shadows, s => s.Shear < -0.8);
        Assert.Contains(shadows, s => s.Shear > 0.8);
        Assert.Contains(shadows, s => s.Fall < -0.4);
        Assert.Contains(shadows, s => s.Fall > 0.4);
        Assert.Contains(shadows, s => s.Softness < 0.006);
        Assert.Contains(shadows, s => s.Softness > 0.03);
        Assert.Contains(shadows, s => s.Tint.Red > 1.08);
        Assert.All(shadows, s => Assert.InRange(s.Darkness, 0.4, 0.75));
    }

    [Fact]
    public void Varied_SameSeed_IsTheSameShadow() => Assert.Equal(CastShadow.Varied(11), CastShadow.Varied(11));

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    public void Draw_Shear_LeadsTheTipAside(double shear)
    {
        var shadow = new CastShadow(shear, -0.5, 0.001, 1);

        Assert.Equal(20 + (shear * 50), Tip(shadow), 3.0);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(-0.2)]
    public void Draw_Bow_BendsTheTipFurther(double bow)
    {
        var straight = new CastShadow(0.5, -0.5, 0.001, 1);

        double moved = Tip(straight with { Bow = bow }) - Tip(straight);

        Assert.Equal(bow * 50, moved, 2.0);
    }

    [Fact]
    public void Draw_Spread_WidensTheFarEnd()
    {
        var straight = new CastShadow(0, -0.5, 0.001, 1);

        Assert.Equal(1.5, Width(straight with { Spread = 0.5 }) / Width(straight), 0.2);
    }

    // Middle of the shadow in its last rows but two, in the frame of the post.
    private static double Tip(CastShadow shadow)
    {
        int[] columns = FarColumns(shadow);
        return shadow.Reach(Post.Size).X + columns.Average();
    }

    private static double Width(CastShadow shadow) => FarColumns(shadow).Length;

    private static int[] FarColumns(CastShadow shadow)
    {
        PixelRect reach = shadow.Reach(Post.Size);
        float[] depth = shadow.Draw(Post);
        int row = Enumerable.Range(0, reach.Height).Last(y => depth.AsSpan(y * reach.Width, reach.Width).ToArray().Any(d => d > 0.5f)) - 1;
        return [.. Enumerable.Range(0, reach.Width).Where(x => depth[(row * reach.Width) + x] > 0.5f)];
    }

    // 10 columns wide in the middle of 40, 50 rows high.
    private static FloatImage MakePost()
    {
        var post = new FloatImage(4, new PixelSize(40, 50));
        for (int y = 0; y < post.Height; y++)
        {
            post.Row(3, y).Slice(15, 10).Fill(1f);
        }

        return post;
    }
}
