using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Tiles;

public sealed class GrainMatchTests
{
    private static readonly PixelSize Size = new(150, 131);
    private static readonly Mask Hole = BlendScenes.Disc(Size, (75, 65), 34, feather: 4);

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(4, 0.7)]
    [InlineData(8, 0.6)]
    public void Apply_SmoothFillInGrainyPhoto_GetsTheSurroundingsGrain(double grain255, double sigma)
    {
        FloatImage photo = BlendScenes.Grainy(Size, grain255, sigma);

        (FloatImage joined, GrainReport report) = Apply(photo, Smooth());

        double wanted = Residual(photo, kept: true), made = Residual(joined, kept: false);
        Assert.InRange(made, 0.85 * wanted, 1.05 * wanted);
        Assert.InRange(report.RingAmplitude, 0.8 * wanted, 1.05 * wanted);
        Assert.InRange(report.AddedAmplitude, 0.7 * wanted, 1.05 * wanted);
        Assert.Equal(Correlation(photo, kept: true), Correlation(joined, kept: false), 0.1);
    }

    [Fact]
    public void Apply_Grain_LeavesTheMeanColourAlone()
    {
        FloatImage photo = BlendScenes.Grainy(Size, grain255: 4), smooth = Smooth();

        (FloatImage joined, _) = Apply(photo, smooth);

        Assert.Equal(MeanInside(smooth), MeanInside(joined), 0.001);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Apply_NothingMissing_ReturnsTheSamePicture(int scene)
    {
        // Clean gradient; grain on both sides; texture around a smooth fill; an edge across a clean picture; fine detail in blotches.
        FloatImage photo = scene switch
        {
            0 => BlendScenes.Gradient(Size),
            1 => BlendScenes.Grainy(Size, grain255: 4),
            2 => BlendScenes.Texture(Size),
            3 => BlendScenes.Paint(Size, (_, x, _) => x < 75 ? 0.2 : 0.8),
            _ => Blotches(),
        };
        FloatImage fill = scene == 1 ? BlendScenes.Grainy(Size, grain255: 4, seed: 9) : scene == 3 ? photo : Smooth();

        (FloatImage joined, GrainReport report) = Apply(photo, fill);

        Assert.Equal(Join(photo, fill).Values, joined.Values);
        Assert.Equal(0, report.AddedAmplitude);
        Assert.StartsWith("None added", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_TowerBesideACleanSky_IsNotTakenForGrain()
    {
        var random = new Random(1);
        FloatImage photo = BlendScenes.Paint(Size, (_, x, _) => 0.2 + (x < 42 ? (0.2 * random.NextDouble()) : 0));

        (_, GrainReport report) = Apply(photo, BlendScenes.Paint(Size, (_, _, _) => 0.2));

        Assert.Equal(0, report.AddedAmplitude);
    }

    [Fact]
    public void Apply_FillWithTextureInOneHalf_GetsGrainInTheOtherOnly()
    {
        FloatImage photo = BlendScenes.Grainy(Size, grain255: 4), texture = BlendScenes.Texture(Size), smooth = Smooth();
        FloatImage fill = BlendScenes.Paint(Size, (c, x, y) => x < 75 ? smooth[c, x, y] : texture[c, x, y]);
        FloatImage before = Join(photo, fill);

        (FloatImage joined, _) = Apply(photo, fill);

        Assert.True(Change(before, joined, x => x < 65) > 0.005);
        Assert.True(Change(before, joined, x => x > 85) < 0.002);
    }

    [Fact]
    public void Apply_KeptPixels_AreNotTouched()
    {
        FloatImage photo = BlendScenes.Grainy(Size, grain255: 6);

        (FloatImage joined, _) = Apply(photo, Smooth());

        BlendScenes.AssertKept(photo, joined, Hole);
    }

    [Theory, InlineData(-1, 0), InlineData(0.4, 0.75)]
    public void FindSigma_Correlation_IsReproduced(double correlation, double least)
    {
        double sigma = GrainNoise.FindSigma(correlation);

        Assert.InRange(sigma, least, 1.5);
        Assert.True(correlation < 0 || Math.Abs(GrainNoise.Residual(sigma).Correlation - correlation) < 0.05);
    }

    [Fact]
    public void Create_AnyKey_HasUnitResidualAndItsOwnPattern()
    {
        float[] noise = GrainNoise.Create(Size, 0.2, key: 5);
        float[] residual = [.. noise.Zip(Gaussian.Blur(noise, Size, GrainPlane.FineSigma), (n, b) => n - b)];

        Assert.Equal(1, BlendScenes.Std(residual), 0.05);
        Assert.NotEqual(noise, GrainNoise.Create(Size, 0.2, key: 6));
        Assert.Equal(noise, GrainNoise.Create(Size, 0.2, key: 5));
    }

    private static FloatImage Smooth() => BlendScenes.Paint(Size, (c, x, y) => 0.35 + (0.1 * c) + (0.001 * x) + (0.0007 * y));

    // White noise of 1 to 19 of 255, in patches of about 30 pixels: bark or cloth, not film.
    private static FloatImage Blotches()
    {
        float[] noise = BlendScenes.White(Size, seed: 4);
        return BlendScenes.Paint(Size, (_, x, y) => 0.45 + (0.04 * noise[(y * Size.Width) + x] * (1 + (0.9 * Math.Sin(x / 9.0) * Math.Cos(y / 9.0)))));
    }

    private static FloatImage Join(FloatImage photo, FloatImage fill) => FeatherBlend.Apply(Cut(photo, fill), Cut(photo, fill).Generated);

    private static BlendWindow Cut(FloatImage photo, FloatImage fill) =>
        BlendWindow.Cut(BlendScenes.Tile(photo, Hole), fill, Hole, new BlendOptions { RingPx = 256 })!;

    private static (FloatImage Joined, GrainReport Report) Apply(FloatImage photo, FloatImage fill) =>
        GrainMatch.Apply(Cut(photo, fill), Join(photo, fill), seed: 3);

    private static List<(float Here, float Right)> ResidualPairs(FloatImage image, bool kept)
    {
        float[] green = [.. image.Plane(1)];
        float[] blurred = Gaussian.Blur(green, Size, GrainPlane.FineSigma);
        var pairs = new List<(float, float)>();
        for (int i = 0; i + 1 < green.Length; i++)
        {
            double d = Math.Sqrt(Math.Pow((i % Size.Width) - 75, 2) + Math.Pow((i / Size.Width) - 65, 2));
            if (kept ? d > 40 : d < 26)
            {
                pairs.Add((green[i] - blurred[i], green[i + 1] - blurred[i + 1]));
            }
        }

        return pairs;
    }

    private static double Residual(FloatImage image, bool kept) => BlendScenes.Std([.. ResidualPairs(image, kept).Select(p => p.Here)]);

    private static double Correlation(FloatImage image, bool kept)
    {
        List<(float Here, float Right)> pairs = ResidualPairs(image, kept);
        return pairs.Sum(p => p.Here * p.Right) / pairs.Sum(p => p.Here * p.Here);
    }

    private static double MeanInside(FloatImage image) => image.Plane(1).ToArray().Where((_, i) => Hole.Values[i] > 0).Average();

    private static double Change(FloatImage before, FloatImage after, Func<int, bool> columns)
    {
        float[] a = [.. before.Plane(1)], b = [.. after.Plane(1)];
        return a.Select((v, i) => (Difference: Math.Abs(v - b[i]), Use: Hole.Values[i] >= 1 && columns(i % Size.Width))).Where(d => d.Use).Average(d => d.Difference);
    }
}
