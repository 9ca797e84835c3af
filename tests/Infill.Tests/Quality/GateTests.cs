using Infill.Evaluation.Calibrating;
using Infill.Imaging;
using Infill.Quality;
using Infill.Tests.Support;

namespace Infill.Tests.Quality;

public sealed class GateTests
{
    private static readonly Mask Hole = QualityScenes.Disc();
    private static readonly Gate Plain = new();

    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    [InlineData(3u)]
    public void Judge_TheTruth_IsCompleted(uint seed)
    {
        FillVerdict verdict = Judge(QualityScenes.Photo(seed), QualityScenes.Photo(seed));

        Assert.Equal(VerdictStatus.Completed, verdict.Status);
        Assert.Empty(verdict.Reasons);
        Assert.True(verdict.Heat.FindBounds().IsEmpty);
        Assert.InRange(verdict.Probability, 0, verdict.Limit);
    }

    [Theory]
    [InlineData(nameof(Defect.Blurred), "sharpness")]
    [InlineData(nameof(Defect.Flat), "flatness")]
    [InlineData(nameof(Defect.ColorCast), "seam")]
    [InlineData(nameof(Defect.Foreign), "foreign")]
    [InlineData(nameof(Defect.RepeatedBlock), "repetition")]
    [InlineData(nameof(Defect.HardSeam), "seam")]
    [InlineData(nameof(Defect.MissingLine), "structure")]
    [InlineData(nameof(Defect.Leftover), "leftover")]
    [InlineData(nameof(Defect.Text), "text")]
    public void Judge_KnownDefect_IsFoundByItsDetector(string defect, string detector)
    {
        // Strengths are drawn: of five fills the gate may miss one.
        int found = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            FillScene scene = QualityScenes.Scene(seed);
            (Defect, Image Image) spoilt = DefectMaker.Make(scene).Single(f => f.Defect.ToString() == defect);
            FillVerdict verdict = Plain.Judge(spoilt.Image, spoilt.Image, scene.Hole);
            found += verdict.Status == VerdictStatus.Degraded && verdict.Findings.Single(f => f.Detector == detector).Probability > 0.5 ? 1 : 0;
        }

        Assert.InRange(found, 4, 5);
    }

    [Fact]
    public void Judge_Twice_SaysTheSame()
    {
        Image blurred = QualityScenes.Blur(QualityScenes.Photo(), Hole, 2);

        FillVerdict first = Judge(QualityScenes.Photo(), blurred), second = Judge(QualityScenes.Photo(), blurred);

        Assert.Equal(first.Score, second.Score);
        Assert.Equal(first.Findings, second.Findings);
        Assert.Equal(first.Heat.Values, second.Heat.Values);
    }

    [Fact]
    public void Judge_KeptPixelChanged_IsBlocked()
    {
        Image photo = QualityScenes.Photo();
        Image after = photo.Clone();
        after[2, 3, 1] ^= 1;

        FillVerdict verdict = Judge(photo, after);

        Assert.Equal(VerdictStatus.Blocked, verdict.Status);
        Assert.Contains("kept pixels changed", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
        Assert.Equal(1, verdict.Probability);
    }

    [Fact]
    public void Judge_TinyHole_IsNotDoubted()
    {
        Mask dot = QualityScenes.Disc(radius: 5);
        Image spoilt = QualityScenes.Change(QualityScenes.Photo(), dot, (_, _, _, _) => 1f);

        FillVerdict verdict = Plain.Judge(QualityScenes.Photo(), spoilt, dot);

        Assert.Equal(VerdictStatus.Completed, verdict.Status);
        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public void Judge_TwoPartsOneSpoilt_NamesThatOne()
    {
        var wide = new PixelSize(700, 280);
        Image photo = QualityScenes.ToImage(Twice(QualityScenes.Tones(1), wide));
        Mask left = Infill.Evaluation.Cases.HoleOutline.Draw(wide, new(Infill.Evaluation.Cases.HoleShape.Disc, 150, 140, 36, 1));
        Mask right = Infill.Evaluation.Cases.HoleOutline.Draw(wide, new(Infill.Evaluation.Cases.HoleShape.Disc, 520, 140, 36, 1));
        Mask both = Infill.Masks.MaskCombine.Add(left, right);

        FillVerdict verdict = Plain.Judge(photo, QualityScenes.Blur(photo, right, 3), both);

        Assert.Equal(VerdictStatus.Degraded, verdict.Status);
        Assert.InRange(verdict.Findings.Single(f => f.Detector == "sharpness").Where!.Value.X, 440, 560);
        Assert.InRange(verdict.Heat.FindBounds().X, 400, 560);
    }

    [Fact]
    public void Judge_MapOfThings_AddsToTheLeftoverOnly()
    {
        FillVerdict plain = Judge(QualityScenes.Photo(), QualityScenes.Photo());

        FillVerdict marked = Mapped(Detector.Leftover, Middle).Judge(QualityScenes.Photo(), QualityScenes.Photo(), Hole);

        Assert.InRange(Find(marked, "leftover"), 0.9, 1);
        Assert.Equal(VerdictStatus.Degraded, marked.Status);
        Assert.Contains("stands out", marked.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(Find(plain, "text"), Find(marked, "text"));
        Assert.Equal(["eye"], marked.Models);
        Assert.Equal(["eye"], marked.ToTrace().Models);
        Assert.Empty(plain.Models);
    }

    [Fact]
    public void Judge_MapOfText_AddsToTheText() =>
        Assert.InRange(Find(Mapped(Detector.Text, Middle).Judge(QualityScenes.Photo(), QualityScenes.Photo(), Hole), "text"), 0.9, 1);

    [Fact]
    public void Judge_ThingThatGoesOnFromTheSurroundings_ExcusesTheHole()
    {
        Gate gate = Mapped(Detector.Leftover, size => Holes.Of(size.Width, size.Height, size.Bounds));

        Assert.Equal(Judge(QualityScenes.Photo(), QualityScenes.Photo()).Findings, gate.Judge(QualityScenes.Photo(), QualityScenes.Photo(), Hole).Findings);
    }

    [Fact]
    public void Judge_MapThatMarksNothing_ChangesNothing() => Assert.Equal(
        Judge(QualityScenes.Photo(), QualityScenes.Photo()).Findings,
        Mapped(Detector.Text, size => new Mask(size)).Judge(QualityScenes.Photo(), QualityScenes.Photo(), Hole).Findings);

    [Fact]
    public void Judge_Maps_AreShownTheHoleWithItsSurroundings()
    {
        var seen = new List<Image>();
        var gate = new Gate(new GateOptions
        {
            Maps = [new GateMap(Detector.Leftover, "wide", Look), new GateMap(Detector.Text, "near", Look)],
        });

        gate.Judge(Pictures.Noise(900, 700), Pictures.Noise(900, 700), Holes.Of(900, 700, new PixelRect(400, 300, 60, 40)));

        Assert.Equal(2, seen.Count);
        Assert.InRange(seen[0].Width, seen[1].Width + 60, 899);
        Assert.Equal(60 + (2 * FillView.MarginOf(new PixelRect(0, 0, 60, 40))), seen[1].Width);

        Mask Look(Image image, CancellationToken token)
        {
            seen.Add(image);
            return new Mask(image.Size);
        }
    }

    [Fact]
    public void Judge_ManyParts_AsksAboutTheLargestOnly()
    {
        int asked = 0;
        var gate = new Gate(new GateOptions { Maps = [new GateMap(Detector.Text, "eye", (image, _) => Counted(image))] });
        PixelRect[] holes = [.. Enumerable.Range(0, 7).Select(i => new PixelRect(60 + (i * 220), 60, 20, 20))];

        gate.Judge(Pictures.Noise(1600, 160), Pictures.Noise(1600, 160), Holes.Of(1600, 160, holes));

        Assert.Equal(Gate.MostMappedParts, asked);

        Mask Counted(Image image)
        {
            asked++;
            return new Mask(image.Size);
        }
    }

    [Fact]
    public void Judge_MapOfAnotherSize_IsRefused()
    {
        Gate gate = Mapped(Detector.Text, _ => new Mask(new PixelSize(3, 3)));

        ArgumentException error = Assert.Throws<ArgumentException>(() => gate.Judge(QualityScenes.Photo(), QualityScenes.Photo(), Hole));

        Assert.Contains("'eye' is 3×3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_EveryFormat_GivesFiniteNumbers()
    {
        FloatImage tones = QualityScenes.Tones(1);
        foreach (PixelFormat format in new[] { Pictures.Rgb8, Pictures.Rgb16, Pictures.Grey8, Pictures.Grey16, Pictures.Rgba8 })
        {
            Image photo = format.HasAlpha || format.Model != ColorModel.Rgb ? Pictures.Noise(QualityScenes.Width, QualityScenes.Height, format) : QualityScenes.ToImage(tones, format);

            FillVerdict verdict = Judge(photo, photo);

            Assert.True(double.IsFinite(verdict.Score), format.ToString());
        }
    }

    [Theory]
    [InlineData(150, 140, 400)]
    [InlineData(0, 0, 60)]
    [InlineData(299, 140, 50)]
    public void Judge_HoleAtOrOverTheEdges_GivesAVerdict(int x, int y, int radius)
    {
        Image photo = QualityScenes.Photo();

        FillVerdict verdict = Plain.Judge(photo, photo, QualityScenes.Disc(x, y, radius));

        Assert.True(double.IsFinite(verdict.Score));
        Assert.All(verdict.Findings, f => Assert.InRange(f.Probability, 0, 1));
        Assert.All(verdict.Findings.Where(f => f.Where is not null), f => Assert.True(QualityScenes.Size.Bounds.Contains(f.Where!.Value)));
    }

    [Fact]
    public void Judge_CancelledToken_Stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Plain.Judge(QualityScenes.Photo(), QualityScenes.Photo(), Hole, stop.Token));
    }

    [Fact]
    public void Judge_RequestAndResult_UsesTheGrownMask()
    {
        var request = new InpaintRequest { Image = QualityScenes.Photo(), Mask = QualityScenes.Disc(radius: 30), Engine = "fake" };
        InpaintResult result = FakeEngine.Constant(0.5f).Run(request);

        FillVerdict verdict = Plain.Judge(result);

        // Without growth the grown rim would count as changed kept pixels.
        Assert.Equal(VerdictStatus.Degraded, verdict.Status);
        Assert.InRange(Find(verdict, "flatness"), 0.5, 1);
    }

    [Fact]
    public void ToTrace_DegradedVerdict_HoldsWhatItSays()
    {
        FillVerdict verdict = Judge(QualityScenes.Photo(), QualityScenes.Blur(QualityScenes.Photo(), Hole, 3));

        TraceVerdict trace = verdict.ToTrace();

        Assert.Equal("degraded", trace.Status);
        Assert.Equal(verdict.Reasons, trace.Reasons);
        Assert.Equal(verdict.Probability, trace.Probability, 4);
        Assert.Equal(verdict.Findings.Select(f => f.Detector), trace.Findings.Select(f => f.Detector));
        Assert.Empty(trace.Attempts);
    }

    private static Gate Mapped(Detector detector, Func<PixelSize, Mask> mark) =>
        new(new GateOptions { Maps = [new GateMap(detector, "eye", (image, _) => mark(image.Size))] });

    private static Mask Middle(PixelSize size) => Infill.Masks.MaskShapes.Ellipse(size, new(size.Width / 2, size.Height / 2), 14, 14);

    private static FillVerdict Judge(Image before, Image after) => Plain.Judge(before, after, Hole);

    private static double Find(FillVerdict verdict, string detector) => verdict.Findings.Single(f => f.Detector == detector).Probability;

    private static FloatImage Twice(FloatImage tones, PixelSize size)
    {
        var wide = new FloatImage(3, size);
        for (int i = 0; i < wide.Values.Length; i++)
        {
            int pixel = (int)(i % size.Area), x = pixel % size.Width % (2 * tones.Width);
            wide.Values[i] = tones[(int)(i / size.Area), x < tones.Width ? x : (2 * tones.Width) - 1 - x, pixel / size.Width];
        }

        return wide;
    }
}
