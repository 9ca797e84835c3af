using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class StepTextureTests
{
    private static readonly ShadowStep Half = new(Math.Log(0.5), 0, 0);

    [Fact]
    public void FromCovariance_Diagonal_IsTheInverse()
    {
        StepTexture texture = StepTexture.FromCovariance([0.04, 0.01, 0.25, 0, 0, 0]);

        Assert.Equal(0.2, texture.LightScatter, 9);
        Assert.Equal(100, texture.Own.Red, 6);
        Assert.Equal(4, texture.Own.Blue, 6);
        Assert.Equal(1 + 4 + 1, texture.Distance(new ShadowStep(0.2, 0.2, 0.5), default), 6);
    }

    [Fact]
    public void Distance_AnyCovariance_IsThatOfItsInverse()
    {
        // Aᵀ·A of a triangular A; the distance of Aᵀ·u is |u|².
        double[,] a = { { 0.3, 0.1, -0.2 }, { 0, 0.4, 0.15 }, { 0, 0, 0.25 } };
        double Covariance(int i, int j) => Enumerable.Range(0, 3).Sum(k => a[k, i] * a[k, j]);
        var texture = StepTexture.FromCovariance([Covariance(0, 0), Covariance(1, 1), Covariance(2, 2), Covariance(0, 1), Covariance(0, 2), Covariance(1, 2)]);
        double[] u = [1, -2, 0.5];
        double Step(int i) => Enumerable.Range(0, 3).Sum(k => a[k, i] * u[k]);

        Assert.Equal(5.25, texture.Distance(new ShadowStep(Step(0), Step(1), Step(2)), default), 6);
        Assert.Equal(0, texture.Distance(Half, Half), 9);
    }

    [Fact]
    public void Favours_ShadedAndLitSteps_HaveOppositeSigns()
    {
        var texture = StepTexture.FromCovariance([0.04, 0.01, 0.01, 0, 0, 0]);

        Assert.True(texture.Favours(Half, Half, 3) > 2);
        Assert.True(texture.Favours(default, Half, 3) < -2);
        Assert.True(texture.Favours(new ShadowStep(-9, 0, 0), Half, 3) < 1, "what is far from both says little");
    }

    [Fact]
    public void Favours_StepThatColorForetells_SaysLess()
    {
        // Light and red change together here.
        var texture = StepTexture.FromCovariance([0.25, 0.09, 0.04, 0.14, 0, 0]);

        double plain = texture.Favours(Half, Half, 3), colored = texture.Favours(Half with { Red = -0.35 }, Half, 3);

        Assert.True(plain > colored + 1, $"{plain:0.0} {colored:0.0}");
        Assert.True(texture.LightScatter < 0.5);
    }
}
