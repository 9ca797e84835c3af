using CsCheck;
using Infill.Diffusion.Conditioning;
using Infill.Imaging;

namespace Infill.Tests.Diffusion.Conditioning;

public sealed class KnownLatentsTests
{
    [Fact]
    public void Merge_Differential_FreesEachValueForTheLastShareOfTheRun() =>
        Gen.Select(Gen.Int[0, 255], Gen.Int[1, 60]).Sample((grey, steps) =>
        {
            float value = grey / 255f;
            int free = Enumerable.Range(0, steps).Count(i => Merge(value, MaskSchedule.Differential, i / (double)steps) == 1);

            Assert.Equal((int)Math.Floor((steps * grey / 255.0) + 1e-3), free);
        });

    [Fact]
    public void Merge_Differential_OnceFreeStaysFree() => Gen.Select(Gen.Float[0, 1], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((value, a, b) =>
        Assert.True(Merge(value, MaskSchedule.Differential, Math.Min(a, b)) <= Merge(value, MaskSchedule.Differential, Math.Max(a, b))));

    [Theory, InlineData(0, 0.0, 0), InlineData(0, 1.0, 0), InlineData(1, 0.0, 1), InlineData(1, 1.0, 1)]
    public void Merge_WholeValues_AreTheSameThroughoutARun(float value, double progress, float expected) =>
        Assert.Equal(expected, Merge(value, MaskSchedule.Differential, progress));

    [Fact]
    public void Merge_Constant_MixesByTheValueWhateverTheProgress() => Gen.Select(Gen.Float[0, 1], Gen.Double[0, 1]).Sample((value, progress) =>
        Assert.Equal(value, Merge(value, MaskSchedule.Constant, progress), 1e-6f));

    [Fact]
    public void Merge_NotANumberWhereItIsNotUsed_DoesNotSpread()
    {
        FloatImage mask = Line(1, 0f, 1f);
        var known = new KnownLatents(Line(1, 5, 6), mask, MaskSchedule.Constant);

        Assert.Equal([5f, 2f], known.Merge(Line(1, float.NaN, 2), Line(1, 5, float.NaN), 0).Values);
    }

    [Fact]
    public void Merge_SeveralChannels_ShareTheMask()
    {
        var known = new KnownLatents(new FloatImage(3, new PixelSize(2, 1)), Line(1, 0f, 1f), MaskSchedule.Constant);
        FloatImage free = new(3, new PixelSize(2, 1));
        Array.Fill(free.Values, 7f);

        Assert.Equal([0f, 7, 0, 7, 0, 7], known.Merge(free, known.Clean, 0).Values);
    }

    [Fact]
    public void Constructor_MaskOfAnotherShape_IsRefused()
    {
        var clean = new FloatImage(4, new PixelSize(3, 2));

        Assert.Contains(
            "a mask of 1×2×3 for latents of 4×3×2",
            Assert.Throws<ArgumentException>(() => new KnownLatents(clean, new FloatImage(1, new PixelSize(2, 3)), default)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new KnownLatents(clean, new FloatImage(4, clean.Size), default));
    }

    // What a latent of this mask value becomes between free = 1 and known = 0.
    private static float Merge(float value, MaskSchedule schedule, double progress) =>
        new KnownLatents(Line(1, 0), Line(1, value), schedule).Merge(Line(1, 1), Line(1, 0), progress).Values[0];

    private static FloatImage Line(int channels, params float[] values)
    {
        var image = new FloatImage(channels, new PixelSize(values.Length / channels, 1));
        values.CopyTo(image.Values, 0);
        return image;
    }
}
