using Infill.Diffusion;
using Infill.Imaging;
using Infill.Tests.Diffusion.Support;

namespace Infill.Tests.Diffusion;

public sealed class KnownRegionTests
{
    [Fact]
    public void Denoise_InnerChangesEverything_KnownPixelsComeBackExactly()
    {
        var clean = new FloatImage(2, new PixelSize(3, 1));
        Array.Fill(clean.Values, 0.25f);
        bool[] known = [true, false, true];
        var constrained = new KnownRegion(RecordingDenoiser.Constant(9f), clean, known);

        FloatImage estimate = constrained.Denoise(new FloatImage(2, clean.Size), new DenoiseStep(NoiseLevel.OfSigma(1)), TestContext.Current.CancellationToken);

        Assert.Equal([0.25f, 9f, 0.25f, 0.25f, 9f, 0.25f], estimate.Values);
    }

    [Fact]
    public void Constructor_FlagsOfAnotherSize_AreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new KnownRegion(new RecordingDenoiser(), new FloatImage(1, new PixelSize(3, 3)), new bool[4]));

        Assert.Contains("4 flags for a 3×3 picture", error.Message, StringComparison.Ordinal);
    }
}
