using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowEvidenceTests
{

    [Fact]
    public void Score_TrueWayOfFalling_IsAboveAllOthers()
    {
        ShadowEvidence evidence = Evidence((0.5f, 0.5f, 0.5f));
        double best = evidence.Score(new ShadowCast(0.8, -0.35), 1);

        Assert.True(best > 100, $"{best:0}");
        foreach (ShadowCast other in (ShadowCast[])[new(0.28, 0.35), new(-0.8, -0.35), new(1.5, -0.35), new(0.28, -0.8), new(0, 1, 0, 0.2, 0.1)])
        {
            Assert.True(evidence.Score(other, 1) < best / 2, $"{other}");
        }
    }

    [Fact]
    public void Score_NoShadow_IsNoEvidence() =>
        Assert.Equal(double.NegativeInfinity, Evidence((1, 1, 1)).Score(new ShadowCast(0.8, -0.35), 1));

    [Fact]
    public void Score_BrighterInside_IsNoEvidence()
    {
        Image image = ShadowPictures.Draw((1, 1, 1));
        for (int i = 0; i < image.Size.Area; i++)
        {
            for (int c = 0; c < 3 && ShadowPictures.Shadow.Values[i] > 0; c++)
            {
                image.Samples8[(i * 3) + c] = (byte)Math.Min(255, image.Samples8[(i * 3) + c] + 60);
            }
        }

        var evidence = new ShadowEvidence(ShadowView.Of(image, ShadowPictures.Object, 16)!);

        Assert.Equal(double.NegativeInfinity, evidence.Score(new ShadowCast(0.8, -0.35), 1));
    }

    [Fact]
    public void Steps_UnderAShadow_AreItsStepInLightAndNoneInColor()
    {
        ShadowStep step = ShadowEvidence.Typical(Evidence((0.5f, 0.5f, 0.5f)).Steps(new ShadowCast(0.8, -0.35), 1));

        Assert.InRange(step.Light, -0.85, -0.3);
        Assert.Equal(0, step.Red, 0.03);
        Assert.Equal(0, step.Blue, 0.03);
    }

    [Fact]
    public void Steps_WarmShadow_ShowItsColor()
    {
        ShadowStep step = ShadowEvidence.Typical(Evidence((0.5f, 0.45f, 0.4f)).Steps(new ShadowCast(0.8, -0.35), 1));

        Assert.InRange(step.Red, 0.03, 0.2);
        Assert.InRange(step.Blue, -0.2, -0.03);
    }

    [Fact]
    public void Typical_NoSteps_IsNoStep() => Assert.Equal(new ShadowStep(0, 0, 0), ShadowEvidence.Typical([]));

    [Fact]
    public void Typical_WildSteps_StaysWithinWhatShadowsDo()
    {
        ShadowStep step = ShadowEvidence.Typical([new ShadowStep(-9, 3, -3), new ShadowStep(-9, 3, -3), new ShadowStep(1, 0, 0)]);

        Assert.Equal(-2.3, step.Light);
        Assert.Equal(0.2, step.Red);
        Assert.Equal(-0.2, step.Blue);
    }

    [Fact]
    public void Find_Shadow_IsAmongTheLocalBests()
    {
        IReadOnlyList<ShadowCast> found = ShadowSearch.Find(Evidence((0.5f, 0.5f, 0.5f)));

        Assert.InRange(found.Count, 1, 8);
        Assert.Contains(found, cast => Math.Abs(cast.Fall + 0.35) < 0.08 && Math.Abs(cast.Shear - 0.8) < 0.12);
    }

    [Fact]
    public void Find_NoShadow_HasNothingToGoBy() =>
        Assert.Empty(ShadowSearch.Find(Evidence((1, 1, 1), grain: 2)));

    private static ShadowEvidence Evidence((float, float, float) light, int grain = 24) =>
        new(ShadowView.Of(ShadowPictures.Draw(light, grain: grain), ShadowPictures.Object, 16)!);
}
