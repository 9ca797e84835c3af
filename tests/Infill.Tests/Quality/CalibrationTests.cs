using Infill.Quality;
using Infill.Quality.Detectors;
using Infill.Tests.Support;

namespace Infill.Tests.Quality;

public sealed class CalibrationTests
{
    [Fact]
    public void Default_Always_HasASoundModelPerDetector()
    {
        Calibration calibration = Calibration.Default;

        Assert.Equal(Enum.GetValues<Detector>(), calibration.Models.Select(m => m.Detector));
        Assert.InRange(calibration.Fills, 300, 100_000);
        Assert.NotEmpty(calibration.Data);
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", calibration.Date);
        Assert.All(calibration.Models, m => Assert.Equal(FillMeasures.CountOf(m.Detector), m.Weights.Count));
    }

    [Fact]
    public void Load_WhatToJsonWrote_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("calibration.json");
        File.WriteAllText(path, Calibration.Default.ToJson());

        Calibration read = Calibration.Load(path);

        Assert.Equal(Calibration.Default.ToJson(), read.ToJson());
    }

    [Theory]
    [InlineData("", "does not fit")]
    [InlineData("null", "JSON null")]
    [InlineData("[]", "does not fit")]
    [InlineData("{}", "does not fit")]
    [InlineData("{\"schema\":1,\"unknown\":2}", "unknown")]
    public void Load_NoCalibration_SaysWhatIsWrong(string text, string part)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c.json"), text);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Calibration.Load(folder.File("c.json")));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("c.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "form 2")]
    [InlineData("\"schema\": 1", "\"schema\": 0", "form 0")]
    [InlineData("\"detector\": \"Seam\"", "\"detector\": \"Text\"", "one model")]
    [InlineData("\"detector\": \"Seam\"", "\"detector\": \"Sharpness\"", "one model")]
    [InlineData("\"detector\": \"Seam\"", "\"detector\": \"Smell\"", "does not fit")]
    [InlineData("\"limit\": ", "\"limit\": -", "0…1")]
    [InlineData("\"limit\": ", "\"limit\": 1", "0…1")]
    [InlineData("\"bias\": ", "\"bias\": \"x\", \"bias\": ", "does not fit")]
    public void Load_DamagedCalibration_SaysWhatIsWrong(string find, string put, string part)
    {
        using var folder = new TemporaryFolder();
        string json = Calibration.Default.ToJson();
        int at = json.IndexOf(find, StringComparison.Ordinal);
        File.WriteAllText(folder.File("c.json"), json[..at] + put + json[(at + find.Length)..]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Calibration.Load(folder.File("c.json")));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Load_NumbersThatDoNotFitTogether_IsRefused(int which)
    {
        using var folder = new TemporaryFolder();
        DetectorModel first = Calibration.Default.Models[0];
        DetectorModel broken = which switch
        {
            0 => first with { Weights = [1, 2] },
            1 => first with { Centres = [.. first.Centres.Skip(1)] },
            _ => first with { Scales = [.. first.Scales.Select(_ => 0.0)] },
        };
        File.WriteAllText(folder.File("c.json"), (Calibration.Default with { Models = [broken, .. Calibration.Default.Models.Skip(1)] }).ToJson());

        Assert.Throws<InvalidDataException>(() => Calibration.Load(folder.File("c.json")));
    }

    [Fact]
    public void Load_NegativeWeight_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c.json"), (Calibration.Default with { Weights = [.. Calibration.Default.Weights.Select(_ => -1.0)] }).ToJson());

        Assert.Contains("below 0", Assert.Throws<InvalidDataException>(() => Calibration.Load(folder.File("c.json"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"models\": [", "\"models\": [ null,", "null")]
    [InlineData("\"detector\": \"Seam\"", "\"detector\": 99", "names none")]
    [InlineData("\"data\": [", "\"data\": [ null,", "null")]
    [InlineData("\"bias\": ", "\"bias\": 1e300, \"more\": ", "does not fit")]
    public void Load_HostileMember_IsRefused(string find, string put, string part)
    {
        using var folder = new TemporaryFolder();
        string json = Calibration.Default.ToJson();
        int at = json.IndexOf(find, StringComparison.Ordinal);
        File.WriteAllText(folder.File("c.json"), json[..at] + put + json[(at + find.Length)..]);

        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => Calibration.Load(folder.File("c.json"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e10)]
    public void Load_NumberThatWouldOverflow_IsRefused(double number)
    {
        using var folder = new TemporaryFolder();
        DetectorModel first = Calibration.Default.Models[0];
        File.WriteAllText(
            folder.File("c.json"),
            (Calibration.Default with { Models = [first with { Weights = [.. first.Weights.Select(_ => number)] }, .. Calibration.Default.Models.Skip(1)] }).ToJson());

        Assert.Contains("beyond", Assert.Throws<InvalidDataException>(() => Calibration.Load(folder.File("c.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Device_IsNotRead()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "No such device here.");

        Assert.Contains("device", Assert.Throws<InvalidDataException>(() => Calibration.Load("/dev/zero")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_HugeFile_IsNotRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("c.json"), new byte[(1 << 20) + 1]);

        Assert.Contains("bytes", Assert.Throws<InvalidDataException>(() => Calibration.Load(folder.File("c.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Combine_SurerDetector_NeverLowersTheDoubt()
    {
        Calibration calibration = Calibration.Default;
        for (int m = 0; m < calibration.Models.Count; m++)
        {
            double last = double.NegativeInfinity;
            for (double own = -8; own <= 8; own++)
            {
                double?[] odds = [.. calibration.Models.Select((_, i) => i == m ? own : (double?)-3)];
                double combined = calibration.Combine(odds);
                Assert.True(combined >= last);
                last = combined;
            }
        }
    }

    [Fact]
    public void Combine_NothingToGoBy_IsTheBias() =>
        Assert.Equal(Calibration.Default.Bias, Calibration.Default.Combine([.. Calibration.Default.Models.Select(_ => (double?)null)]));

    [Theory]
    [InlineData(-1000, 0)]
    [InlineData(0, 0.6931471805599453)]
    [InlineData(1000, 1000)]
    public void SoftPlus_AnyNumber_DoesNotOverflow(double x, double expected) => Assert.Equal(expected, Calibration.SoftPlus(x), 12);

    [Theory]
    [InlineData(-1000, 0)]
    [InlineData(0, 0.5)]
    [InlineData(1000, 1)]
    public void Probability_AnyNumber_LiesInZeroToOne(double x, double expected) => Assert.Equal(expected, Calibration.Probability(x), 12);

    [Fact]
    public void LogOdds_StrangeMeasure_CountsNoMoreThanTheClamp()
    {
        var model = new DetectorModel { Detector = Detector.Seam, Centres = [1, 0], Scales = [2, 1], Weights = [3, -1], Bias = 0.5 };

        Assert.Equal(0.5, model.LogOdds([1, 0]), 12);
        Assert.Equal(0.5 + 3 - 2, model.LogOdds([3, 2]), 12);
        Assert.Equal(0.5 + (3 * DetectorModel.Clamp), model.LogOdds([1e12, 0]), 12);
        Assert.Equal(0.5 - (3 * DetectorModel.Clamp), model.LogOdds([double.NegativeInfinity, 0]), 12);
    }
}
