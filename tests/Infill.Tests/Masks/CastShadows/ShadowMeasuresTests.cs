using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowMeasuresTests
{
    private static readonly ShadowCast Right = new(0.8, -0.35);

    [Fact]
    public void Find_Shadow_HasEveryMeasure()
    {
        IReadOnlyList<ShadowCandidate> found = ShadowCandidate.Find(View((0.5f, 0.5f, 0.5f)), 3);

        Assert.InRange(found.Count, 1, 3);
        Assert.All(found, one => Assert.Equal(ShadowMeasures.Names.Count, one.Measures.Count));
        Assert.All(found.SelectMany(one => one.Measures), value => Assert.True(double.IsFinite(value)));
        Assert.True(Of(found[0], "agreeing") > 0.7);
        Assert.True(Of(found[0], "shadedInside") > 0.9);
        Assert.True(Of(found[0], "fitted") > 0.6);
        Assert.InRange(Of(found[0], "step"), -0.9, -0.3);
    }

    [Fact]
    public void Find_NoShadow_FindsNoneOrUnlikelyOnes()
    {
        double shadow = Of(ShadowCandidate.Find(View((0.5f, 0.5f, 0.5f)), 1)[0], "evidence");

        Assert.All(ShadowCandidate.Find(View((1, 1, 1)), 3), one => Assert.True(Of(one, "evidence") < shadow - 1));
    }

    [Fact]
    public void OfRegion_ShadedAndLitGround_DifferInEverySense()
    {
        var step = new ShadowStep(Math.Log(0.5), 0, 0);
        ShadowView shaded = View((0.5f, 0.5f, 0.5f)), lit = View((1, 1, 1));

        double[] OfRegion(ShadowView view)
        {
            Mask outline = ShadowOutline.Draw(view, Right);
            return ShadowMeasures.OfRegion(view, outline, ShadowRegion.Fit(view, outline, step).Region, step);
        }

        double[] there = OfRegion(shaded), none = OfRegion(lit);

        Assert.True(there[0] > none[0] + 2, "clearness");
        Assert.True(there[1] > 0.9 && none[1] < 0.1, "shaded inside");
        Assert.InRange(there[4], -0.3, 0.3);
    }

    [Fact]
    public void OfRegion_HardlyAnyGround_SaysNothing()
    {
        ShadowView view = View((0.5f, 0.5f, 0.5f));

        Assert.All(ShadowMeasures.OfRegion(view, new Mask(view.Log.Size), new Mask(view.Log.Size), default), value => Assert.Equal(0, value));
    }

    [Fact]
    public void OfOutline_OneStrongStretch_IsWeakElsewhere()
    {
        var even = new StepTexture((100, 100, 100), default);
        EdgePoint Of(double light) => new(new ShadowStep(light, 0, 0), 1, even);
        int stretch = ShadowMeasures.Names.ToList().IndexOf("weakStretch");
        var found = new FoundCast(Right, 0, 50);

        double whole = ShadowMeasures.OfOutline(found, [.. Enumerable.Range(0, 60).Select(_ => Of(-0.6))], 1, default)[stretch];
        double part = ShadowMeasures.OfOutline(found, [.. Enumerable.Range(0, 60).Select(i => Of(i < 35 ? -0.6 : 0))], 1, default)[stretch];

        Assert.True(whole > 2 && part < 0, $"{whole:0.0} {part:0.0}");
    }

    private static double Of(ShadowCandidate one, string name) => one.Measures[ShadowMeasures.Names.ToList().IndexOf(name)];

    private static ShadowView View((float, float, float) light) => ShadowView.Of(ShadowPictures.Draw(light), ShadowPictures.Object, 16)!;
}
