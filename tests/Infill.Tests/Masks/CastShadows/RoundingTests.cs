using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class RoundingTests
{
    private static readonly PixelSize Size = new(61, 43);
    private const float Step = 1f / 255f;

    [Fact]
    public void Undo_RoundedRamp_IsNearlyTheRamp()
    {
        float[] ramp = Plane((x, y) => 0.2f + (0.0009f * x) + (0.0004f * y));

        float[] exact = Rounding.Undo(Round(ramp), Size, Step);

        Assert.True(Inner(ramp, exact) < 0.35 * Inner(ramp, Round(ramp)), $"{Inner(ramp, exact)} of {Inner(ramp, Round(ramp))}");
    }

    [Fact]
    public void Undo_AnySamples_RoundToWhatTheyWere()
    {
        float[] rounded = Round(Plane((x, y) => TestPictures.Hash(3, (uint)((y * 61) + x)) % 1000 / 1000f));

        float[] exact = Rounding.Undo(rounded, Size, Step);

        Assert.All(Enumerable.Range(0, exact.Length), i => Assert.InRange(exact[i], rounded[i] - (0.5001f * Step), rounded[i] + (0.5001f * Step)));
    }

    [Fact]
    public void Undo_Texture_KeepsItsContrast()
    {
        float[] rounded = Round(Plane((x, y) => 0.3f + (0.02f * (TestPictures.Hash(3, (uint)((y * 61) + x)) % 1000 / 1000f))));

        Assert.InRange(Energy(Rounding.Undo(rounded, Size, Step)) / Energy(rounded), 0.9, 1.0);
    }

    [Fact]
    public void Undo_DarkenedAndRelit_HasTheGradientsOfTheTruth()
    {
        float[] truth = Round(Plane((x, y) => 0.6f + (0.0011f * x) + (0.004f * (TestPictures.Hash(5, (uint)((y * 61) + x)) % 1000 / 1000f))));
        float[] dark = Round([.. truth.Select(value => value * 0.5f)]);
        float[] Relit(float[] samples) => Round([.. samples.Select(value => value / 0.5f)]);

        double plain = Energy(Relit(dark)) / Energy(truth), undone = Energy(Relit(Rounding.Undo(dark, Size, Step, 0.25))) / Energy(truth);

        Assert.True(plain > 1.1, $"{plain:0.00}");
        Assert.True(Math.Abs(undone - 1) < Math.Abs(plain - 1), $"{plain:0.00} {undone:0.00}");
    }

    private static float[] Plane(Func<int, int, float> of) => [.. Enumerable.Range(0, (int)Size.Area).Select(i => of(i % Size.Width, i / Size.Width))];

    private static float[] Round(float[] plane) => [.. plane.Select(value => MathF.Round(value * 255) / 255)];

    private static double Energy(float[] plane) => plane.Skip(1).Zip(plane, (a, b) => (double)(a - b) * (a - b)).Sum();

    // Mean squared difference away from the border.
    private static double Inner(float[] a, float[] b) => Enumerable.Range(0, a.Length)
        .Where(i => i % Size.Width is > 5 and < 55 && i / Size.Width is > 5 and < 37).Average(i => Math.Pow(a[i] - b[i], 2));
}
