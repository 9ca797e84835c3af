using Infill.Diffusion;
using Infill.Engines.Patch;
using Infill.Imaging;

namespace Infill.Tests.Engines.Patch;

public sealed class PatchDenoiserTests
{
    [Fact]
    public void SigmaMax_IsTheRootOfTheNaturalDistance()
    {
        PatchScene scene = PatchScene.Texture();
        PatchRun run = PatchScene.Run(scene.Level, natural: 9f);

        Assert.Equal(3f, new PatchDenoiser(scene.Level, scene.State, new PatchSettings(), run).SigmaMax);
        Assert.Equal(1.5f, new PatchDenoiser(scene.Level, scene.State, new PatchSettings { Noise = 0.5f }, run).SigmaMax);
    }

    [Theory, InlineData(1e9), InlineData(0)]
    public void Denoise_BehindKnownRegion_NoiseOnKnownPixelsDoesNotMatter(double exactSearchLimit)
    {
        (PatchScene quiet, PatchScene loud) = (PatchScene.Texture().Scatter(1), PatchScene.Texture().Scatter(1));
        FloatImage clean = quiet.State.ReadGuess(quiet.Level), noisy = clean.Clone();
        bool[] known = Known(quiet);
        for (int i = 0; i < noisy.Values.Length; i++)
        {
            noisy.Values[i] += known[i % known.Length] ? 30f : 0f;
        }

        FloatImage first = Constrained(quiet, clean, exactSearchLimit).Denoise(clean, new DenoiseStep(NoiseLevel.OfSigma(1)), TestContext.Current.CancellationToken);
        FloatImage second = Constrained(loud, clean, exactSearchLimit).Denoise(noisy, new DenoiseStep(NoiseLevel.OfSigma(1)), TestContext.Current.CancellationToken);

        Assert.Equal(first.Values, second.Values);
        Assert.All(Enumerable.Range(0, clean.Values.Length), i => Assert.True(!known[i % known.Length] || first.Values[i] == clean.Values[i]));
        Assert.NotEqual(clean.Values, first.Values);
    }

    [Fact]
    public void Denoise_NoisyHole_ComesCloserToTheSources()
    {
        PatchScene scene = PatchScene.Texture().Scatter(1);
        FloatImage x = scene.State.ReadGuess(scene.Level);
        Array.Fill(x.Values, 500f);
        float[] before = [.. x.Values];
        PatchScene reference = PatchScene.Texture();
        float most = reference.Level.Sources.Max(s => reference.Feature(s, 0)) + 5f;

        FloatImage estimate = new PatchDenoiser(scene.Level, scene.State, new PatchSettings(), PatchScene.Run(scene.Level))
            .Denoise(x, new DenoiseStep(NoiseLevel.OfSigma(1)), TestContext.Current.CancellationToken);

        Assert.Equal(before, x.Values);
        bool[] known = Known(scene);
        Assert.All(Enumerable.Range(0, known.Length), i => Assert.True(known[i] || estimate.Plane(0)[i] <= most + 5f));
        scene.AssertMatchesAreSources();
    }

    [Fact]
    public void Denoise_CancelledToken_StopsBeforeAnyChange()
    {
        PatchScene scene = PatchScene.Texture().Scatter(1);
        int[] before = [.. scene.State.Match];
        var denoiser = new PatchDenoiser(scene.Level, scene.State, new PatchSettings(), PatchScene.Run(scene.Level));

        Assert.Throws<OperationCanceledException>(
            () => denoiser.Denoise(scene.State.ReadGuess(scene.Level), new DenoiseStep(NoiseLevel.OfSigma(1)), new CancellationToken(canceled: true)));
        Assert.Equal(before, scene.State.Match);
    }

    [Theory, InlineData(0, 5f), InlineData(0.5, 52.5f), InlineData(1, 100f)]
    public void EnergyQuantile_EvenEnergies_IsTheShare(double quantile, float expected)
    {
        PatchScene scene = PatchScene.Texture();
        for (int k = 0; k < scene.Level.TargetAt.Length; k++)
        {
            // A permutation: the quantile must not depend on where an energy stands.
            int rank = k * 101 % scene.Level.TargetAt.Length;
            scene.State.Energy[scene.Level.TargetAt[k]] = 5f + (95f * rank / (scene.Level.TargetAt.Length - 1));
        }

        Assert.Equal(expected, PatchDenoiser.EnergyQuantile(scene.Level, scene.State, quantile), 0.5f);
    }

    private static KnownRegion Constrained(PatchScene scene, FloatImage clean, double exactSearchLimit)
    {
        var settings = new PatchSettings { ExactSearchLimit = exactSearchLimit };
        return new KnownRegion(new PatchDenoiser(scene.Level, scene.State, settings, PatchScene.Run(scene.Level)), clean, Known(scene));
    }

    private static bool[] Known(PatchScene scene)
    {
        PixelRect inner = scene.Level.Box.Inflate(-PatchGrid.Pad);
        return [.. Enumerable.Range(0, (int)inner.Area).Select(i =>
            scene.Level.States[((inner.Y + (i / inner.Width)) * scene.Level.Stride) + inner.X + (i % inner.Width)] != PixelState.Hole)];
    }
}
