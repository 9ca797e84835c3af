using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Workflows;

/// <summary>Masks with more than one part: every shadow has its own factor.</summary>
public sealed class RelitSeveralTests
{
    private static readonly PixelSize Size = new(300, 140);
    private static readonly PixelRect First = new(40, 40, 70, 50);
    private static readonly PixelRect Second = new(190, 45, 60, 55);

    [Fact]
    public void Apply_TwoShadows_FitsEachByItself()
    {
        RelitPicture relit = ShadowRelight.Apply(Draw(0.7f, 0.35f), Marked());

        Assert.Equal(2, relit.Parts.Count);
        Assert.InRange(relit.Parts[0].Light.Green, 0.64, 0.76);
        Assert.InRange(relit.Parts[1].Light.Green, 0.29, 0.41);
        Assert.InRange(relit.Image[75, 65, 0] - relit.Image[10, 10, 0], -14, 14);
        Assert.InRange(relit.Image[220, 70, 0] - relit.Image[10, 10, 0], -14, 14);
    }

    [Fact]
    public void Apply_OneOfThemIsNone_RelightsTheOther()
    {
        RelitPicture relit = ShadowRelight.Apply(Draw(1, 0.35f), Marked());

        Assert.Equal(Second, Assert.Single(relit.Parts).Bounds);
        Assert.Equal(First, Assert.Single(relit.Unlike));
        Assert.Equal(0f, relit.Changed[75, 65]);
    }

    [Fact]
    public void Apply_Specks_AreLeftAlone()
    {
        RelitPicture relit = ShadowRelight.Apply(Draw(0.5f, 0.5f), TestTiles.RectMask(Size, new PixelRect(60, 60, 5, 5)));

        Assert.Empty(relit.Parts);
        Assert.Empty(relit.Unlike);
        Assert.Equal(0, relit.Changed.CountFilled());
    }

    private static Mask Marked() => MaskCombine.Add(TestTiles.RectMask(Size, First), TestTiles.RectMask(Size, Second));

    private static Image Draw(float first, float second)
    {
        float[] one = Depth(First), two = Depth(Second);
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < image.Samples8.Length; i++)
        {
            float ground = (150 + (TestPictures.Hash(9, (uint)(i / 3)) % 12)) / 255f;
            float left = (1 - (one[i / 3] * (1 - first))) * (1 - (two[i / 3] * (1 - second)));
            image.Samples8[i] = (byte)MathF.Round(255 * SrgbCurve.Encode(SrgbCurve.Decode(ground) * left));
        }

        return image;
    }

    private static float[] Depth(PixelRect rect) => Gaussian.Blur(TestTiles.RectMask(Size, rect).WithWindow(Size.Bounds).Values, Size, 1.2);
}
