using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class CieLabTests
{
    // Reference: the CIE formulas in double precision with Lindbloom's sRGB matrix (D65 white 0.95047, 1, 1.08883).
    [Theory]
    [InlineData(1, 1, 1, 100, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(1, 0, 0, 53.2408, 80.0925, 67.2032)]
    [InlineData(0, 1, 0, 87.7347, -86.1827, 83.1793)]
    [InlineData(0, 0, 1, 32.2970, 79.1875, -107.8602)]
    [InlineData(0.5, 0.5, 0.5, 53.3890, 0, 0)]
    [InlineData(0.02, 0.02, 0.02, 1.3983, 0, 0)]
    public void FromSrgb_KnownColor_AgreesWithTheFormula(float r, float g, float b, float l, float a, float b2)
    {
        CieLab.FromSrgb(r, g, b, out float gotL, out float gotA, out float gotB);

        Assert.Equal(l, gotL, 0.001f);
        Assert.Equal(a, gotA, 0.002f);
        Assert.Equal(b2, gotB, 0.002f);
    }

    [Fact]
    public void ToSrgb_OfFromSrgb_ReturnsTheColorWithinA16BitStep()
    {
        for (int i = 0; i < 20_000; i++)
        {
            (float r, float g, float b) = (i * 7 % 1001 / 1000f, i * 131 % 1001 / 1000f, i * 577 % 1001 / 1000f);

            CieLab.FromSrgb(r, g, b, out float labL, out float labA, out float labB);
            CieLab.ToSrgb(labL, labA, labB, out float r2, out float g2, out float b2);

            Assert.Equal(r, r2, 1e-5f);
            Assert.Equal(g, g2, 1e-5f);
            Assert.Equal(b, b2, 1e-5f);
        }
    }

    [Theory, InlineData(3), InlineData(4)]
    public void FromSrgb_Picture_IsBitEqualToSingleColorsAndKeepsAlpha(int channels)
    {
        var picture = new FloatImage(channels, new PixelSize(7, 3));
        for (int i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = i * 37 % 101 / 100f;
        }

        FloatImage lab = CieLab.FromSrgb(picture);

        CieLab.FromSrgb(picture[0, 4, 2], picture[1, 4, 2], picture[2, 4, 2], out float labL, out float labA, out float labB);
        Assert.Equal((labL, labA, labB), (lab[0, 4, 2], lab[1, 4, 2], lab[2, 4, 2]));
        Assert.True(channels == 3 || lab.Plane(3).SequenceEqual(picture.Plane(3)));
        Assert.Equal(picture[1, 6, 1], CieLab.ToSrgb(lab)[1, 6, 1], 1e-5f);
    }

    [Fact]
    public void FromSrgb_AnyColour_HasTheSameBitsAloneAndAmongOthers()
    {
        // From black over dark ones on the curve's straight part to beyond white and below black.
        var picture = new FloatImage(3, new PixelSize(211, 97));
        for (int i = 0; i < picture.Values.Length; i++)
        {
            float value = TestPictures.Hash(7, (uint)i) / (float)uint.MaxValue;
            picture.Values[i] = (i % 5) switch { 0 => value * 0.05f, 1 => (value * 3) - 1, 2 => value > 0.5f ? 1 : 0, _ => value };
        }

        FloatImage lab = CieLab.FromSrgb(picture);

        for (int i = 0; i < picture.Size.Area; i++)
        {
            CieLab.FromSrgb(picture.Plane(0)[i], picture.Plane(1)[i], picture.Plane(2)[i], out float labL, out float labA, out float labB);
            Assert.Equal((labL, labA, labB), (lab.Plane(0)[i], lab.Plane(1)[i], lab.Plane(2)[i]));
        }
    }

    [Fact]
    public void FromSrgb_OneChannel_SaysWhatItTakes()
    {
        var grey = new FloatImage(1, new PixelSize(2, 2));

        Assert.Contains("1 channels", Assert.Throws<ArgumentException>(() => CieLab.FromSrgb(grey)).Message);
    }

    [Fact]
    public void Decode_AnyValue_StaysWithinTheStatedErrorOfThePower()
    {
        for (int i = -100; i <= 11_000; i++)
        {
            float c = i / 10_000f;
            double exact = c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

            Assert.Equal(exact, SrgbCurve.Decode(c), 1e-7);
            Assert.Equal(c, SrgbCurve.Encode((float)exact), 1e-6);
        }
    }
}
