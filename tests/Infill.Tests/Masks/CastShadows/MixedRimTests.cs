using Infill.Imaging;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class MixedRimTests
{
    private static readonly PixelSize Size = new(40, 9);

    [Theory, InlineData(0.25f), InlineData(0.5f), InlineData(0.9f)]
    public void Relight_WhiteObjectOnDarkGround_GivesLightToItsShareOfGround(float share)
    {
        // The object, a mixed column, shaded ground of 0.2 that is 0.5 in the light.
        (RelitGround ground, FloatImage relit) = Scene(own: 0.95f, share);

        MixedRim.Relight(ground, relit, Rim());

        Assert.Equal((share * 0.95f) + ((1 - share) * 0.5f), relit[0, 20, 4], 0.02f);
    }

    [Fact]
    public void Relight_ObjectOfTheGroundsColor_IsHalfAndHalf()
    {
        (RelitGround ground, FloatImage relit) = Scene(own: 0.2f, 0.7f);

        MixedRim.Relight(ground, relit, Rim());

        Assert.Equal(0.35f, relit[0, 20, 4], 0.01f);
    }

    [Fact]
    public void Relight_NoRim_ChangesNothing()
    {
        (RelitGround ground, FloatImage relit) = Scene(own: 0.95f, 0.5f);
        float[] before = [.. relit.Values];

        MixedRim.Relight(ground, relit, new bool[Size.Area]);

        Assert.Equal(before, relit.Values);
    }

    private static bool[] Rim() => [.. Enumerable.Range(0, (int)Size.Area).Select(i => i % Size.Width == 20)];

    private static (RelitGround Ground, FloatImage Relit) Scene(float own, float share)
    {
        FloatImage shaded = new(3, Size), relit = new(3, Size);
        for (int i = 0; i < shaded.Values.Length; i++)
        {
            int x = i % Size.Width;
            shaded.Values[i] = x < 20 ? own : x > 20 ? 0.2f : (share * own) + ((1 - share) * 0.2f);
            relit.Values[i] = x < 20 ? own : x > 20 ? 0.5f : 2.5f * shaded.Values[i];
        }

        bool[] isGround = [.. Enumerable.Range(0, (int)Size.Area).Select(i => i % Size.Width > 20)];
        bool[] isKept = [.. Enumerable.Range(0, (int)Size.Area).Select(i => i % Size.Width < 20)];
        return (new RelitGround(Size.Bounds, shaded, new FloatImage(4, Size), isGround, isKept), relit);
    }
}
