using CsCheck;
using Infill.Diffusion;
using Infill.Diffusion.Conditioning;
using Infill.Diffusion.Noise;
using Infill.Diffusion.Schedules;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion.Conditioning;

public sealed class GuidanceTests
{
    private static readonly NoiseLevel Level = NoiseLevel.OfAlphaBar(0.3, 400);
    private static readonly FloatImage X = new TorchNoise(1).Draw(4, new PixelSize(6, 5), 0);

    [Theory, InlineData(0), InlineData(0.5), InlineData(1)]
    public void Denoise_ScaleOfAtMostOne_AsksTheConditionalDenoiserOnly(double scale)
    {
        RecordingDenoiser never = RecordingDenoiser.Constant(9);

        FloatImage answer = Led(new GuidanceOptions { Scale = scale }, unconditional: never);

        Assert.Empty(never.Asked);
        Assert.Equal(Conditional(X).Values, answer.Values);
    }

    [Fact]
    public void Denoise_AnyScale_LeadsAwayFromTheUnconditionalAnswer() =>
        Gen.Select(Gen.Double[1.01, 20], Gen.Enum<PredictionType>()).Sample((scale, type) =>
        {
            float[] answer = Led(new GuidanceOptions { Scale = scale }, type: type).Values;
            (float[] c, float[] u) = (Conditional(X).Values, Unconditional(X).Values);

            Assert.All(answer.Select((v, i) => v - (u[i] + (scale * (c[i] - u[i])))), off => Assert.InRange(off, -2e-5, 2e-5));
        });

    [Fact]
    public void Denoise_InTheNetworksOwnOutput_IsTheSameGuidance()
    {
        // The reference combines outputs; we combine clean estimates.
        foreach (PredictionType type in Enum.GetValues<PredictionType>())
        {
            FloatImage c = Prediction.FromClean(Conditional(X), X, Level, type);
            FloatImage u = Prediction.FromClean(Unconditional(X), X, Level, type);
            FloatImage expected = Prediction.ToClean(LinearSum.Of((1, u), (7.5, c), (-7.5, u)), X, Level, type);

            float[] answer = Led(new GuidanceOptions(), type: type).Values;
            Assert.All(expected.Values.Zip(answer), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    [Theory, InlineData(PredictionType.Epsilon), InlineData(PredictionType.Velocity)]
    public void Denoise_WholeRescale_GivesTheOutputTheConditionalDeviation(PredictionType type)
    {
        double plain = Deviation(Led(new GuidanceOptions { Scale = 9 }, type: type), type);
        double half = Deviation(Led(new GuidanceOptions { Scale = 9, Rescale = 0.5 }, type: type), type);
        double whole = Deviation(Led(new GuidanceOptions { Scale = 9, Rescale = 1 }, type: type), type);
        double wanted = Deviation(Conditional(X), type);

        Assert.Equal(wanted, whole, 1e-4);
        Assert.Equal((plain + wanted) / 2, half, 1e-4);
        Assert.True(plain > 1.5 * wanted);
    }

    [Theory]
    [InlineData(0, 0.5, 0, 100, "1111100000")]
    [InlineData(0.25, 1, 0, 100, "0001111111")]
    [InlineData(0, 1, 0, 100, "1111111111")]
    [InlineData(0, 1, 3, 7, "0001111100")]
    public void IsLed_AnInterval_IsThatOfTheRunAndOfTheNoise(double begin, double end, double low, double high, string expected)
    {
        var options = new GuidanceOptions { Begin = begin, End = end, SigmaLow = low, SigmaHigh = high };

        // σ falls from 10 to 1.
        string led = string.Concat(Enumerable.Range(0, 10).Select(
            i => Guidance.IsLed(options, new DenoiseStep(NoiseLevel.OfSigma(10 - i), i, 10)) ? '1' : '0'));

        Assert.Equal(expected, led);
    }

    [Fact]
    public void IsLed_NothingButNoise_IsWithinAnEndlessInterval() =>
        Assert.True(Guidance.IsLed(new GuidanceOptions(), new DenoiseStep(new NoiseLevel(0, 1))));

    [Theory]
    [InlineData(-1, 0, 0, 1, "Guidance scale is -1")]
    [InlineData(double.NaN, 0, 0, 1, "Guidance scale is NaN")]
    [InlineData(7, 1.5, 0, 1, "Guidance rescale is 1.5, must be 0 to 1")]
    [InlineData(7, 0, 0.6, 0.5, "guidance interval is 0.6 to 0.5")]
    [InlineData(7, 0, 0, 2, "guidance interval is 0 to 2")]
    public void Constructor_NumbersOutOfRange_AreRefused(double scale, double rescale, double begin, double end, string message)
    {
        var options = new GuidanceOptions { Scale = scale, Rescale = rescale, Begin = begin, End = end };

        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => Led(options)).Message, StringComparison.Ordinal);
    }

    private static FloatImage Led(GuidanceOptions options, RecordingDenoiser? unconditional = null, PredictionType type = PredictionType.Epsilon)
    {
        var guidance = new Guidance(
            new RecordingDenoiser { Answer = (x, _) => Conditional(x) },
            unconditional ?? new RecordingDenoiser { Answer = (x, _) => Unconditional(x) },
            type,
            options);
        return guidance.Denoise(X, new DenoiseStep(Level), TestContext.Current.CancellationToken);
    }

    private static FloatImage Conditional(FloatImage x) => LinearSum.Of((0.3, x), (0.5, new TorchNoise(2).Draw(4, x.Size, 0)));

    private static FloatImage Unconditional(FloatImage x) => LinearSum.Of((0.2, x), (0.4, new TorchNoise(3).Draw(4, x.Size, 0)));

    private static double Deviation(FloatImage clean, PredictionType type)
    {
        float[] output = Prediction.FromClean(clean, X, Level, type).Values;
        double mean = output.Average(v => (double)v);
        return Math.Sqrt(output.Sum(v => (v - mean) * (v - mean)) / (output.Length - 1));
    }
}
