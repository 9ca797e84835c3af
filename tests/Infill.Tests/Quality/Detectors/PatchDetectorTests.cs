using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;
using Infill.Tests.Support;

namespace Infill.Tests.Quality.Detectors;

/// <summary>What compares patches: foreign content, leftovers, and the cloud that both use.</summary>
public sealed class PatchDetectorTests
{
    private static readonly Mask Hole = QualityScenes.Disc();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Foreign_OtherPhoto_RaisesEveryMeasure(int measure)
    {
        FloatImage other = QualityScenes.Tones(6);
        Image foreign = QualityScenes.Change(QualityScenes.Photo(), Hole, (c, x, y, _) => 0.2f + (c * 0.15f) + (0.5f * other[c, x, y]));

        Assert.InRange(Foreign(foreign)[measure] - Foreign(QualityScenes.Photo())[measure], 0.2, 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Leftover_BlobInTheMiddle_RaisesTheMeasure(int measure)
    {
        Image blob = QualityScenes.Change(QualityScenes.Photo(), QualityScenes.Disc(radius: 15), (c, _, _, value) => c == 0 ? 0.9f : value * 0.3f);

        Assert.InRange(Leftover(blob).Measures[measure] - Leftover(QualityScenes.Photo()).Measures[measure], 0.3, 9);
    }

    [Fact]
    public void Leftover_BlobBesideTheMiddle_IsPaintedThere()
    {
        Mask spot = QualityScenes.Disc(x: 165, y: 130, radius: 12);
        Image blob = QualityScenes.Change(QualityScenes.Photo(), spot, (c, _, _, _) => c == 2 ? 0.95f : 0.1f);
        FillView view = QualityScenes.View(blob);

        float[] heat = Leftover(blob).Heat!;

        // The heat has the grain of the patch grid: its weight lies on the spot.
        (double x, double y, double sum) = (0, 0, 0);
        for (int i = 0; i < heat.Length; i++)
        {
            double weight = heat[i] > 0.5 * heat.Max() ? heat[i] : 0;
            (x, y, sum) = (x + (weight * (i % view.Width)), y + (weight * (i / view.Width)), sum + weight);
        }

        Assert.InRange(view.Window.X + (x / sum), 157, 173);
        Assert.InRange(view.Window.Y + (y / sum), 122, 138);
    }

    [Fact]
    public void NearestIn_Itself_IsZero()
    {
        PatchCloud cloud = PatchCloud.Cut(QualityScenes.View(QualityScenes.Photo()), 2, (float.NegativeInfinity, -5), 300);

        Assert.All(cloud.NearestIn(cloud, 0), d => Assert.Equal(0f, d));
    }

    [Fact]
    public void NearestIn_PatchesThatLieApart_IsNoLessThanAnyOther()
    {
        PatchCloud cloud = PatchCloud.Cut(QualityScenes.View(QualityScenes.Photo()), 2, (float.NegativeInfinity, -5), 300);

        float[] any = cloud.NearestIn(cloud, 1), apart = cloud.NearestIn(cloud, 30);

        Assert.All(any.Zip(apart), pair => Assert.True(pair.Second >= pair.First));
        Assert.All(cloud.NearestIn(cloud, 5000), d => Assert.Equal(float.PositiveInfinity, d));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 40)]
    [InlineData(5, 0)]
    public void NearestIn_AnyClouds_IsTheSearchOverAllPairs(int scale, int apartPx)
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());
        PatchCloud few = PatchCloud.Cut(view, scale, (5, float.PositiveInfinity), 40), many = PatchCloud.Cut(view, scale, (float.NegativeInfinity, -11), 307);

        float[] found = few.NearestIn(many, apartPx);

        for (int p = 0; p < few.Count; p++)
        {
            double least = Enumerable.Range(0, many.Count).Where(q => Apart(view, few.PlaceOf(p), many.PlaceOf(q)) >= apartPx)
                .Min(q => Difference(view, scale, few.PlaceOf(p), many.PlaceOf(q)));
            Assert.Equal(least, found[p], 1e-3);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(250)]
    [InlineData(1200)]
    public void Cut_AnyLimit_KeepsToIt(int most)
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());

        PatchCloud cloud = PatchCloud.Cut(view, 2, (float.NegativeInfinity, -5), most);

        Assert.InRange(cloud.Count, 1, most);
        Assert.All(Enumerable.Range(0, cloud.Count), p => Assert.True(view.Depth[cloud.PlaceOf(p)] <= -5));
    }

    [Fact]
    public void Cut_PatchesNearTheViewsEdge_AreLeftOut()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo());

        PatchCloud cloud = PatchCloud.Cut(view, 5, (float.NegativeInfinity, -11), 5000);

        Assert.All(Enumerable.Range(0, cloud.Count), p =>
        {
            Assert.InRange(cloud.PlaceOf(p) % view.Width, 10, view.Width - 11);
            Assert.InRange(cloud.PlaceOf(p) / view.Width, 10, view.Height - 11);
        });
    }

    [Fact]
    public void Outliers_NothingAround_IsNone()
    {
        Image photo = QualityScenes.Photo();

        Assert.Null(PatchOutliers.Of(QualityScenes.View(photo, Holes.Of(photo.Width, photo.Height, photo.Size.Bounds)), 2));
    }

    private static double[] Foreign(Image image)
    {
        FillView view = QualityScenes.View(image);
        return ForeignDetector.Read(PatchOutliers.Of(view, 2), PatchOutliers.Of(view, 5))!.Measures;
    }

    private static DetectorReading Leftover(Image image)
    {
        FillView view = QualityScenes.View(image);
        return LeftoverDetector.Read(view, PatchOutliers.Of(view, 2), PatchOutliers.Of(view, 5))!;
    }

    private static double Apart(FillView view, int a, int b) =>
        Math.Sqrt(Math.Pow((a % view.Width) - (b % view.Width), 2) + Math.Pow((a / view.Width) - (b / view.Width), 2));

    // 25 samples of lightness and three of both colours, which count twice, as the cloud's own text says.
    private static double Difference(FillView view, int scale, int a, int b)
    {
        FloatImage lab = view.Blurred(scale == 2 ? FillView.FineSigma : FillView.BroadSigma);
        double sum = 0;
        for (int k = 0; k < 25; k++)
        {
            int step = ((((k / 5) - 2) * view.Width) + (k % 5) - 2) * scale;
            sum += Math.Pow(lab.Plane(0)[a + step] - lab.Plane(0)[b + step], 2);
        }

        for (int k = -1; k <= 1; k++)
        {
            int step = k * scale * (view.Width + 1);
            sum += 4 * (Math.Pow(lab.Plane(1)[a + step] - lab.Plane(1)[b + step], 2) + Math.Pow(lab.Plane(2)[a + step] - lab.Plane(2)[b + step], 2));
        }

        return Math.Sqrt(sum / 31);
    }
}
