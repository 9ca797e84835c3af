using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;
using Infill.Tests.Support;

namespace Infill.Tests.Quality.Detectors;

/// <summary>Sharpness, flatness and text: what the hole's texture is like.</summary>
public sealed class TextureDetectorTests
{
    private static readonly Mask Hole = QualityScenes.Disc();

    [Fact]
    public void Sharpness_RisingBlur_IsEverWorse()
    {
        double[] fine = [.. new[] { 0.0, 0.6, 1.2, 2.5 }.Select(sigma => Sharpness(Blurred(sigma))[0])];

        Assert.Equal(fine.Order(), fine);
        Assert.InRange(fine[^1] - fine[0], 1, 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Sharpness_Blur_RaisesEveryFineMeasure(int measure) =>
        Assert.InRange(Sharpness(Blurred(2))[measure] - Sharpness(QualityScenes.Photo())[measure], 0.5, 99);

    [Fact]
    public void Sharpness_Truth_IsNearZero() => Assert.InRange(Sharpness(QualityScenes.Photo())[4], -0.4, 0.4);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Flatness_ConstantFill_RaisesEveryMeasure(int measure)
    {
        Image flat = QualityScenes.Change(QualityScenes.Photo(), Hole, (_, _, _, _) => 0.5f);

        Assert.InRange(Flatness(flat)[measure] - Flatness(QualityScenes.Photo())[measure], 0.5, 99);
    }

    [Fact]
    public void Flatness_FlatSpotInTheFill_IsPaintedThere()
    {
        Mask spot = QualityScenes.Disc(x: 160, y: 145, radius: 15);
        FillView view = QualityScenes.View(QualityScenes.Change(QualityScenes.Photo(), spot, (_, _, _, _) => 0.5f));

        float[] heat = FlatnessDetector.Read(BandEnergy.Of(view))!.Heat!;

        int hottest = Array.IndexOf(heat, heat.Max());
        Assert.True(spot[view.Window.X + (hottest % view.Width), view.Window.Y + (hottest / view.Width)] > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Text_RowsOfStrokes_RaiseEveryMeasure(int measure)
    {
        // Bars of 3 pixels every 8, broken into rows: as dense and thin as print.
        Image printed = QualityScenes.Change(QualityScenes.Photo(), Hole, (_, x, y, value) => x % 8 < 3 && y % 20 < 12 ? value - 0.35f : value);

        Assert.InRange(Text(printed)[measure] - Text(QualityScenes.Photo())[measure], 0.1, 99);
    }

    [Fact]
    public void Text_SingleEdge_IsNoStroke()
    {
        Image flat = Pictures.Flat(QualityScenes.Width, QualityScenes.Height, 0.7);
        Image edge = QualityScenes.Change(flat, Hole, (_, x, _, value) => x < 150 ? value : value - 0.4f);

        // The edges of the half disc itself are edges, too; corners may look a little like strokes.
        Assert.InRange(Text(edge)[3], 0, 0.02);
    }

    [Fact]
    public void All_TinyHole_ReadNothing()
    {
        FillView view = QualityScenes.View(QualityScenes.Photo(), QualityScenes.Disc(radius: 2));
        BandEnergy bands = BandEnergy.Of(view);

        Assert.Null(SharpnessDetector.Read(bands));
        Assert.Null(FlatnessDetector.Read(bands));
        Assert.Null(TextDetector.Read(view));
    }

    [Fact]
    public void BandEnergy_StripesOfAWidth_LieInTheirBand()
    {
        BandEnergy Of(int period) => BandEnergy.Of(QualityScenes.View(QualityScenes.Change(
            Pictures.Flat(QualityScenes.Width, QualityScenes.Height, 0.5), Hole, (_, x, _, _) => x % period < period / 2 ? 0.4f : 0.6f)));
        BandEnergy any = Of(2);
        int centre = (any.Cells.Size.Height / 2 * any.Cells.Size.Width) + (any.Cells.Size.Width / 2) + 3;
        BandEnergy narrow = Of(2), middle = Of(8), wide = Of(24);

        Assert.True(narrow.Fine[centre] > 4 * narrow.Mid[centre]);
        Assert.True(middle.Mid[centre] > middle.Coarse[centre]);
        Assert.True(wide.Coarse[centre] > narrow.Coarse[centre]);
    }

    private static Image Blurred(double sigma) => sigma == 0 ? QualityScenes.Photo() : QualityScenes.Blur(QualityScenes.Photo(), Hole, sigma);

    private static double[] Sharpness(Image image)
    {
        FillView view = QualityScenes.View(image);
        return SharpnessDetector.Read(BandEnergy.Of(view))!.Measures;
    }

    private static double[] Flatness(Image image)
    {
        FillView view = QualityScenes.View(image);
        return FlatnessDetector.Read(BandEnergy.Of(view))!.Measures;
    }

    private static double[] Text(Image image) => TextDetector.Read(QualityScenes.View(image))!.Measures;
}
