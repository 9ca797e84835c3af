using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;
using Infill.Tests.Support;

namespace Infill.Tests.Quality.Detectors;

/// <summary>The three detectors that look along the border.</summary>
public sealed class EdgeDetectorTests
{
    private static readonly Mask Hole = QualityScenes.Disc();

    [Theory]
    [InlineData(0.03f)]
    [InlineData(0.06f)]
    [InlineData(0.12f)]
    public void Seam_ToneStep_IsWorseThanTheTruthAndThanASmallerOne(float step)
    {
        double truth = Seam(QualityScenes.Photo()), smaller = Seam(Lift(step / 2)), own = Seam(Lift(step));

        Assert.InRange(own, truth + 0.2, double.PositiveInfinity);
        Assert.InRange(own, smaller, double.PositiveInfinity);
    }

    [Fact]
    public void Seam_StepThatFadesInwards_IsFoundAndPaintedAtTheEdge()
    {
        FillView plain = QualityScenes.View(QualityScenes.Photo());
        Image faded = QualityScenes.Change(QualityScenes.Photo(), Hole, (_, x, y, value) =>
            value + (0.15f * MathF.Exp(-plain.Depth[((y - plain.Window.Y) * plain.Width) + x - plain.Window.X] / 4)));
        FillView view = QualityScenes.View(faded);

        DetectorReading reading = SeamDetector.Read(view, Border.Of(view))!;

        Assert.InRange(reading.Measures[0], Seam(QualityScenes.Photo()) + 0.5, 9);
        Assert.All(Enumerable.Range(0, view.Depth.Length).Where(i => reading.Heat![i] > 0), i => Assert.InRange(view.Depth[i], -5, 6));
    }

    [Theory]
    [InlineData(0.04f, 0.3)]
    [InlineData(0.1f, 1)]
    public void ColorStep_ToneOfTheWholeFill_IsWorseThanTheTruth(float step, double least)
    {
        double[] truth = ColorStep(QualityScenes.Photo()), lifted = ColorStep(Lift(step));

        Assert.InRange(lifted[1] - truth[1], least, 9);
        Assert.InRange(lifted[2] - truth[2], least, 9);
    }

    [Fact]
    public void ColorStep_TwoHalvesInOppositeTones_HaveNoCommonDirection()
    {
        Image split = QualityScenes.Change(QualityScenes.Photo(), Hole, (_, x, _, value) => value + (x < 150 ? 0.1f : -0.1f));

        Assert.InRange(ColorStep(split)[3], 0, ColorStep(Lift(0.1f))[3] - 0.3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Structure_LineThatStopsAtTheBorder_IsWorseThanOneThatGoesOn(int measure)
    {
        Image crossed = Line(QualityScenes.Photo(), everywhere: true), broken = Line(QualityScenes.Photo(), everywhere: false);

        double[] whole = Structure(crossed), cut = Structure(broken);

        Assert.InRange(cut[measure], whole[measure] + 0.1, 99);
    }

    [Theory]
    [InlineData(9, 5)]
    [InlineData(-14, 3)]
    public void Structure_TextureFromBeside_MakesLongerStepsAcrossTheBorder(int dx, int dy)
    {
        FloatImage tones = QualityScenes.Tones(1);
        Image moved = QualityScenes.Change(QualityScenes.Photo(), Hole, (c, x, y, _) => tones[c, x + dx, y + dy]);

        Assert.InRange(Structure(moved)[6], Structure(QualityScenes.Photo())[6] + 0.3, 9);
    }

    [Fact]
    public void Structure_BrokenLine_IsPaintedWhereItBreaks()
    {
        FillView view = QualityScenes.View(Line(QualityScenes.Photo(), everywhere: false));

        float[] heat = StructureDetector.Read(view, Border.Of(view))!.Heat!;

        int hottest = Array.IndexOf(heat, heat.Max());
        Assert.InRange(view.Window.Y + (hottest / view.Width), 120, 160);
        Assert.InRange(Math.Abs(view.Window.X + (hottest % view.Width) - 150), 20, 44);
    }

    [Fact]
    public void Structure_LineThatShifts_IsWorseThanOneThatGoesStraight()
    {
        Image straight = Line(QualityScenes.Photo(), everywhere: true);
        Image shifted = QualityScenes.Change(straight, Hole, (_, _, y, value) => y - 12 is >= 138 and <= 142 ? value - 0.3f : Math.Abs(y - 140) <= 2 ? value + 0.3f : value);

        double[] own = Structure(shifted), whole = Structure(straight);

        Assert.InRange(own[0], whole[0] + 0.3, 99);
        Assert.InRange(own[4], whole[4] + 0.1, 99);
    }

    [Fact]
    public void All_HoleWithoutAnEdge_ReadNothing()
    {
        Image photo = QualityScenes.Photo();
        FillView view = QualityScenes.View(photo, Holes.Of(photo.Width, photo.Height, photo.Size.Bounds));
        Border border = Border.Of(view);

        Assert.Null(SeamDetector.Read(view, border));
        Assert.Null(ColorStepDetector.Read(view, border));
        Assert.Null(StructureDetector.Read(view, border));
    }

    [Fact]
    public void All_FlatPicture_ReadFiniteNumbers()
    {
        FillView view = QualityScenes.View(Pictures.Flat(QualityScenes.Width, QualityScenes.Height, 0.4));
        Border border = Border.Of(view);

        DetectorReading?[] readings = [SeamDetector.Read(view, border), ColorStepDetector.Read(view, border), StructureDetector.Read(view, border)];

        Assert.All(readings, r => Assert.All(r!.Measures, m => Assert.True(double.IsFinite(m))));
        Assert.Equal(0, readings[0]!.Measures[0], 6);
        Assert.Equal(0, readings[1]!.Measures[0], 6);
    }

    private static Image Lift(float step) => QualityScenes.Change(QualityScenes.Photo(), Hole, (_, _, _, value) => value + step);

    private static Image Line(Image photo, bool everywhere)
    {
        var mask = new Mask(photo.Size);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            (int x, int y) = (i % photo.Width, i / photo.Width);
            mask.Values[i] = Math.Abs(y - 140) <= 2 && (everywhere || Hole[x, y] == 0) ? 1f : 0f;
        }

        return QualityScenes.Change(photo, mask, (_, _, _, value) => value - 0.3f);
    }

    private static double Seam(Image image)
    {
        FillView view = QualityScenes.View(image);
        return SeamDetector.Read(view, Border.Of(view))!.Measures[0];
    }

    private static double[] ColorStep(Image image)
    {
        FillView view = QualityScenes.View(image);
        return ColorStepDetector.Read(view, Border.Of(view))!.Measures;
    }

    private static double[] Structure(Image image)
    {
        FillView view = QualityScenes.View(image);
        return StructureDetector.Read(view, Border.Of(view))!.Measures;
    }
}
