using Infill.Evaluation.Cases;
using Infill.Evaluation.CastShadows;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.CastShadows;

public sealed class RelitTrialTests
{
    [Fact]
    public void Run_KnownShadow_MeasuresFallAndTexture()
    {
        RelitTrial trial = RelitTrial.Run(Scene((0.5f, 0.5f, 0.5f)))!;

        Assert.True(trial.ErrorBefore > 30, $"{trial.ErrorBefore:0.0}");
        Assert.True(trial.Fall > 0.75, $"{trial.Fall:0.00}");
        Assert.InRange(trial.GradientRatio, 0.85, 1.15);
        Assert.True(trial.TruthEnergy > 1, $"{trial.TruthEnergy:0.0}");
        Assert.Equal(0, trial.ChangedKeptPixels);
    }

    [Fact]
    public void Run_NoShadowThere_IsRefused() => Assert.Null(RelitTrial.Run(Scene((1, 1, 1))));

    [Fact]
    public void Run_Trial_GoesIntoTheShadowsTrial()
    {
        ShadowTrial trial = ShadowTrial.Run("post", Scene((0.4f, 0.4f, 0.4f)));

        Assert.True(trial.IsFound);
        Assert.True(trial.Overlap > 0.75);
        Assert.Equal(trial.Overlap, trial.LikeliestOverlap);
        Assert.NotNull(trial.Relit);
        Assert.True(trial.RelitFound!.Fall > 0.5, $"{trial.RelitFound.Fall:0.00}");
    }

    [Fact]
    public void Fall_HalfTheError_IsOneHalf() => Assert.Equal(
        0.5, new RelitTrial { ErrorBefore = 8, ErrorAfter = 4, GradientRatio = 1, TruthEnergy = 9, ChangedKeptPixels = 0 }.Fall);

    private static GroundScene Scene((float, float, float) light)
    {
        float[] depth = Gaussian.Blur(ShadowPictures.Shadow.Values, ShadowPictures.Size, 1.5);
        return new GroundScene
        {
            Input = ShadowPictures.Draw(light),
            Truth = ShadowPictures.Draw((1, 1, 1)),
            Subject = ShadowPictures.Object,
            Mark = TestMasks.FromFunction(ShadowPictures.Size, (x, y) =>
                ShadowPictures.Object[x, y] > 0 ? 0 : Math.Clamp(depth[(y * ShadowPictures.Size.Width) + x], 0, 1)),
        };
    }
}
