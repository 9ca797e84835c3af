using CsCheck;
using Infill.Diffusion.Noise;

namespace Infill.Tests.Diffusion.Noise;

public sealed class CephesTests
{
    // Two units in the last place of a float near 1, and of larger results in proportion.
    private const double Ulps = 2.4e-7;

    [Fact]
    public void Log_AnyUnitNumber_IsTheLogarithmToTwoUlps() => Gen.Int[1, 1 << 24].Sample(bits =>
    {
        float x = bits / (float)(1 << 24);
        double exact = Math.Log(x);

        Assert.InRange(Cephes.Log(x) - exact, -Ulps * Math.Max(1, -exact), Ulps * Math.Max(1, -exact));
    });

    [Fact]
    public void SinCos_AnyAngle_AreSineAndCosineToTwoUlps() => Gen.Int[0, (1 << 24) - 1].Sample(bits =>
    {
        float angle = (float)(2 * Math.PI) * (bits / (float)(1 << 24));
        (float sin, float cos) = Cephes.SinCos(angle);

        Assert.InRange(sin - Math.Sin(angle), -Ulps, Ulps);
        Assert.InRange(cos - Math.Cos(angle), -Ulps, Ulps);
    });

    [Theory, InlineData(1f, 0f), InlineData(0.5f, -0.6931472f), InlineData(5.9604645E-08f, -16.635532f)]
    public void Log_PowersOfTwo_AreExact(float x, float expected) => Assert.Equal(expected, Cephes.Log(x));
}
