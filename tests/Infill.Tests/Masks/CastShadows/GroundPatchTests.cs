using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class GroundPatchTests
{
    [Fact]
    public void LitMeans_ShadedPixels_CountForNothing()
    {
        (ShadowView view, GroundPatch patch, bool[] shaded) = Patch((0.3f, 0.3f, 0.3f));
        (_, GroundPatch lit, bool[] none) = Patch((1, 1, 1), isShaded: false);

        FloatImage means = patch.LitMeans(shaded, 6), truth = lit.LitMeans(none, 6);

        Assert.Equal(view.Log.Size.Bounds.Size, patch.Size);
        double worst = means.Plane(0).ToArray().Zip(truth.Plane(0).ToArray(), (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst < 0.2, $"{worst:0.00}");
    }

    [Fact]
    public void Measure_Shadow_GivesItsStepAndTheGroundsScatter()
    {
        (_, GroundPatch patch, bool[] shaded) = Patch((0.4f, 0.4f, 0.4f));

        (ShadowStep step, ShadowStep scatter) = patch.Measure(shaded, patch.LitMeans(shaded, 6), new ShadowStep(-9, 0, 0));

        Assert.InRange(step.Light, Math.Log(0.4) - 0.15, Math.Log(0.4) + 0.3);
        Assert.InRange(scatter.Light, 0.05, 0.15);
    }

    [Fact]
    public void Measure_NoShadow_TakesWhatItWasGiven()
    {
        (_, GroundPatch patch, bool[] none) = Patch((1, 1, 1), isShaded: false);
        var given = new ShadowStep(-0.7, 0.1, 0.2);

        Assert.Equal(given, patch.Measure(none, patch.LitMeans(none, 6), given).Step);
    }

    [Fact]
    public void Evidence_ShadedAndLitPixels_HaveOppositeSigns()
    {
        (_, GroundPatch patch, bool[] shaded) = Patch((0.4f, 0.4f, 0.4f));
        FloatImage means = patch.LitMeans(shaded, 6);
        (ShadowStep step, ShadowStep scatter) = patch.Measure(shaded, means, default);

        float[] evidence = patch.Evidence(means, step, scatter, 3);

        double inside = evidence.Where((_, i) => shaded[i]).Average(value => (double)value);
        double outside = evidence.Where((_, i) => patch.IsGround[i] && !shaded[i]).Average(value => (double)value);
        Assert.True(inside > 3, $"{inside:0.0}");
        Assert.True(outside < -3, $"{outside:0.0}");
        Assert.All(Enumerable.Range(0, evidence.Length).Where(i => !patch.IsGround[i]), i => Assert.Equal(0, evidence[i]));
    }

    private static (ShadowView View, GroundPatch Patch, bool[] Shaded) Patch((float, float, float) light, bool isShaded = true)
    {
        ShadowView view = ShadowView.Of(ShadowPictures.Draw(light, sigma: 1), ShadowPictures.Object, 16)!;
        var patch = new GroundPatch(view, view.Log.Size.Bounds);
        Mask shadow = MaskGrow.Grow(ShadowPictures.Shadow, 2).Crop(view.Window);
        bool[] shaded = new bool[view.Log.Size.Area];
        for (int i = 0; i < shaded.Length && isShaded; i++)
        {
            (int x, int y) = ((int)(((i % view.Log.Width) + 0.5) / view.Scale), (int)(((i / view.Log.Width) + 0.5) / view.Scale));
            shaded[i] = patch.IsGround[i] && shadow[x, y] > 0;
        }

        return (view, patch, shaded);
    }
}
