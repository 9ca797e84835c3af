using System.Text.Json;
using Infill.Imaging;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowJudgeTests
{
    // Made by bench/shadow-judge/export.py with the same weights.
    private const string Resource = "shadow-judge.json";

    // Of log-odds: sums of some hundred products of float32 in another order.
    private const double Tolerance = 0.002;

    [Fact]
    public void LogOdds_SineWaves_AreThoseOfTheTrainer()
    {
        using Stream stream = typeof(ShadowJudgeTests).Assembly.GetManifestResourceStream(Resource)!;
        double[] expected = JsonSerializer.Deserialize<double[]>(stream)!;

        double[] odds = [.. Enumerable.Range(0, 8).Select(seed => ShadowJudge.Default.LogOdds(Waves(seed)))];

        Assert.Equal(expected.Length, odds.Length);
        Assert.All(expected.Zip(odds), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    [Fact]
    public void Parse_AnotherNumberOfWeights_NamesBoth()
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ShadowJudge.Parse(new byte[10]));

        Assert.Contains("10 bytes", error.Message, StringComparison.Ordinal);
    }

    private static FloatImage Waves(int seed)
    {
        var waves = new FloatImage(ShadowPatch.Channels, new PixelSize(ShadowPatch.Width, ShadowPatch.Height));
        for (int i = 0; i < waves.Values.Length; i++)
        {
            (int c, int y, int x) = (i / waves.Width / waves.Height, i / waves.Width % waves.Height, i % waves.Width);
            waves.Values[i] = (float)Math.Sin((0.07 * (c + 1 + seed) * x) + (0.11 * y * (1 + (c % 3))) + c + seed);
        }

        return waves;
    }
}
