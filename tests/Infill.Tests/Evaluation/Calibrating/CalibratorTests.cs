using Infill.Evaluation.Calibrating;
using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;
using Infill.Tests.Quality;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Calibrating;

public sealed class CalibratorTests
{
    private static readonly Defect[] Bad = [.. Enum.GetValues<Defect>().Where(d => d != Defect.None)];

    [Fact]
    public void DefectsOf_AllDetectorsTogether_CoverEveryDefectOnce() =>
        Assert.Equal(Bad, Enum.GetValues<Detector>().SelectMany(Calibrator.DefectsOf).Order());

    [Fact]
    public void Fit_MeasuresThatTell_PartsGoodFromBad()
    {
        MeasuredFill[] fills = Fills(40);

        Calibration calibration = Calibrator.Fit(fills, "2026-01-02");

        CalibrationReport report = CalibrationReport.Of(calibration, Fills(20, seed: 9));
        Assert.Equal("2026-01-02", calibration.Date);
        Assert.Equal(fills.Length, calibration.Fills);
        Assert.All(report.Detectors, d => Assert.InRange(d.Area!.Value, 0.95, 1));
        Assert.InRange(report.FlaggedGood, 0, 0.2);
        Assert.InRange(report.FlaggedBad, 0.9, 1);
        Assert.Equal(Bad.Length + 1, report.Verdicts.Count);
        Assert.Equal(report.Fills, report.Verdicts.Sum(v => v.Fills));
    }

    [Fact]
    public void Fit_Always_FlagsAtMostASixteenthOfItsOwnGoodFills()
    {
        MeasuredFill[] fills = Fills(40);
        Calibration calibration = Calibrator.Fit(fills, "2026-01-02");

        int flagged = fills.Count(f => f.Defect == Defect.None && Calibration.Probability(Calibrator.Combined(calibration, f)) >= calibration.Limit);

        Assert.InRange(flagged, 0, fills.Count(f => f.Defect == Defect.None) / 16);
    }

    [Fact]
    public void Fit_Result_CanBeLoaded()
    {
        using var folder = new TemporaryFolder();
        Calibration calibration = Calibrator.Fit(Fills(20), "2026-01-02");
        File.WriteAllText(folder.File("c.json"), calibration.ToJson());

        Assert.Equal(calibration.Limit, Calibration.Load(folder.File("c.json")).Limit);
    }

    [Fact]
    public void Fit_DetectorWithoutBadFills_SaysWhich()
    {
        MeasuredFill[] fills = [.. Fills(20).Where(f => f.Defect != Defect.Text)];

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Calibrator.Fit(fills, "2026-01-02"));

        Assert.Contains("'Text'", error.Message, StringComparison.Ordinal);
        Assert.Contains("more photos", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogOdds_DetectorWithoutReading_IsNone()
    {
        Calibration calibration = Calibrator.Fit(Fills(20), "2026-01-02");
        var blind = new MeasuredFill("x", Defect.None, new Dictionary<Detector, double[]>());

        Assert.All(calibration.Models, m => Assert.Null(Calibrator.LogOdds(m, blind)));
        Assert.Equal(calibration.Bias, Calibrator.Combined(calibration, blind));
    }

    [Fact]
    public void Measure_OnePhoto_IsTooFew() =>
        Assert.Contains("at least 2", Assert.Throws<InvalidDataException>(
            () => FillFactory.Measure([new CalibrationPhoto("a", "a.png")], new CalibrationPlan(), null, default)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_FourPhotos_GivesACalibrationAndAReportOnTheOthers()
    {
        using var folder = new TemporaryFolder();
        CalibrationPhoto[] photos = [.. Enumerable.Range(1, 4).Select(k => Save(folder, k))];
        var told = new List<(int Done, int All)>();
        var plan = new CalibrationPlan { Holes = 2, Threads = 1 };

        CalibrationRun run = CalibrationRun.Of(photos[..2], photos[2..], (plan, "2026-01-02"), (done, all) => told.Add((done, all)), TestContext.Current.CancellationToken);

        Assert.Equal(["photo1.png", "photo2.png"], run.Calibration.Data);
        Assert.Equal(["photo3.png", "photo4.png"], run.Report.Photos);
        Assert.Equal([(1, 4), (2, 4), (3, 4), (4, 4)], told);
        Assert.InRange(run.Report.FlaggedBad, run.Report.FlaggedGood, 1);
    }

    [Fact]
    public void Measure_MoreThreads_GivesTheSame()
    {
        using var folder = new TemporaryFolder();
        CalibrationPhoto[] photos = [Save(folder, 1), Save(folder, 2)];

        double[][] Measure(int threads) =>
        [
            .. FillFactory.Measure(photos, new CalibrationPlan { Holes = 1, Threads = threads }, null, TestContext.Current.CancellationToken)
                .Select(f => f.Measures.SelectMany(m => m.Value).ToArray()),
        ];

        Assert.Equal(Measure(1), Measure(3));
    }

    private static CalibrationPhoto Save(TemporaryFolder folder, int number)
    {
        string name = $"photo{number}.png";
        ImageFile.Save(QualityScenes.Photo((uint)number), folder.File(name), new SaveOptions());
        return new CalibrationPhoto(name, folder.File(name));
    }

    // Every detector's first measure tells its own defect, the others are chance.
    private static MeasuredFill[] Fills(int perKind, uint seed = 1)
    {
        double Chance(int i, int k) => (TestPictures.Hash(seed, (uint)((i * 64) + k)) / (double)uint.MaxValue) - 0.5;
        return
        [
            .. from kind in Enum.GetValues<Defect>()
               from i in Enumerable.Range(0, perKind * (kind == Defect.None ? 4 : 1))
               let number = ((int)kind * 1000) + i
               select new MeasuredFill($"photo{i % 8}", kind, Enum.GetValues<Detector>().ToDictionary(d => d, d => Enumerable
                   .Range(0, FillMeasures.CountOf(d))
                   .Select(k => Chance(number, ((int)d * 7) + k) + (k == 0 && Calibrator.DefectsOf(d).Contains(kind) ? 2 : 0)).ToArray())),
        ];
    }
}
