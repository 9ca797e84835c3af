using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowEvidenceTests
{
    private static readonly ShadowCast Right = new(0.8, -0.35);

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Weigh_TrueWayOfFalling_IsAboveAllOthers(int scale)
    {
        ShadowEvidence evidence = Evidence((0.5f, 0.5f, 0.5f));
        double best = evidence.Weigh(Right, scale).For(isDark: true);

        Assert.True(best > 30, $"{best:0}");
        foreach (ShadowCast other in (ShadowCast[])[new(0.28, 0.35), new(-0.8, -0.35), new(1.5, -0.35), new(0.28, -0.8), new(0, 1, 0, 0.2, 0.1)])
        {
            Assert.True(evidence.Weigh(other, scale).For(isDark: true) < best / 2, $"{other}");
        }
    }

    [Fact]
    public void Weigh_NoShadow_IsNoEvidence() =>
        Assert.Equal(OutlineWeight.None, Evidence((1, 1, 1)).Weigh(Right, 1));

    [Fact]
    public void Weigh_BrighterInside_IsNoShadow()
    {
        Image image = ShadowPictures.Draw((1, 1, 1));
        for (int i = 0; i < image.Size.Area; i++)
        {
            for (int c = 0; c < 3 && ShadowPictures.Shadow.Values[i] > 0; c++)
            {
                image.Samples8[(i * 3) + c] = (byte)Math.Min(255, image.Samples8[(i * 3) + c] + 60);
            }
        }

        OutlineWeight bright = new ShadowEvidence(ShadowView.Of(image, ShadowPictures.Object, 16)!).Weigh(Right, 1);

        Assert.True(bright.Typical.Light > 0);
        Assert.Equal(double.NegativeInfinity, bright.For(isDark: true));
        Assert.True(bright.For(isDark: false) > 10);
    }

    [Fact]
    public void Typical_UnderAShadow_IsItsStepInLightAndNoneInColor()
    {
        ShadowStep step = ShadowEvidence.Typical(Evidence((0.5f, 0.5f, 0.5f)).Edge(Right, 1));

        Assert.InRange(step.Light, -0.85, -0.3);
        Assert.Equal(0, step.Red, 0.03);
        Assert.Equal(0, step.Blue, 0.03);
    }

    [Fact]
    public void Typical_WarmShadow_ShowsItsColor()
    {
        ShadowStep step = ShadowEvidence.Typical(Evidence((0.5f, 0.45f, 0.4f)).Edge(Right, 1));

        Assert.InRange(step.Red, 0.02, 0.2);
        Assert.InRange(step.Blue, -0.2, -0.02);
    }

    [Fact]
    public void Typical_NoSteps_IsNoStep() => Assert.Equal(new ShadowStep(0, 0, 0), ShadowEvidence.Typical(Array.Empty<ShadowStep>()));

    [Fact]
    public void Typical_WildSteps_StaysWithinWhatShadowsDo()
    {
        ShadowStep step = ShadowEvidence.Typical([new ShadowStep(-9, 3, -3), new ShadowStep(-9, 3, -3), new ShadowStep(1, 0, 0)]);

        Assert.Equal(-1.8, step.Light);
        Assert.Equal(0.2, step.Red);
        Assert.Equal(-0.2, step.Blue);
    }

    [Fact]
    public void Typical_EvenGround_CountsMoreThanRough()
    {
        EdgePoint Of(double light, double scatter) => new(new ShadowStep(light, 0, 0), 1, StepTexture.OfLight(1 / (scatter * scatter)));

        Assert.Equal(-0.6, ShadowEvidence.Typical([Of(-0.6, 0.05), Of(1, 1), Of(2, 1), Of(3, 1)]).Light);
    }

    [Fact]
    public void With_AnotherPart_AsksTheSameGroundForIt()
    {
        ShadowView view = ShadowView.Of(ShadowPictures.Draw((0.4f, 0.4f, 0.4f)));
        Mask part = ShadowPictures.Shadow.WithWindow(ShadowPictures.Size.Bounds);

        ShadowEvidence own = new ShadowEvidence(view).With(view.With(part));

        Assert.True(own.Points > 50);
        Assert.True(own.Weigh(new ShadowCast(0, 1), 0).For(isDark: true) > 20);
    }

    internal static ShadowEvidence Evidence((float, float, float) light, int grain = 24) =>
        new(ShadowView.Of(ShadowPictures.Draw(light, grain: grain), ShadowPictures.Object, 16)!);
}
