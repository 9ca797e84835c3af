using Infill.Imaging;
using Infill.Masks;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Masks.CastShadows;

public sealed class OutlineChordsTests
{
    // A beam of 30 × 6 pixels, and a second one four pixels below it.
    private static readonly Mask Beams = MaskCombine.Add(
        TestTiles.RectMask(new PixelSize(60, 50), new PixelRect(10, 10, 30, 6)), TestTiles.RectMask(new PixelSize(60, 50), new PixelRect(10, 20, 30, 6)));

    private static readonly OutlineChords Chords = new(Beams, [new MaskPoint(25, 16), new MaskPoint(10, 13)]);

    [Theory]
    [InlineData(0, 0, -1, 6)]
    [InlineData(0, 0, 1, 4)]
    [InlineData(0, 0, 5, 4)]
    [InlineData(1, 1, 0, 30)]
    [InlineData(1, -1, 0, 40)]
    public void Along_BeamAndGap_AreAsThickAsTheyAre(int point, double x, double y, double expected) =>
        Assert.InRange(Chords.Along(point, x, y), expected - 1, expected + 1);

    [Fact]
    public void Along_OutOfThePicture_IsTheMost() => Assert.Equal(40, Chords.Along(1, -0.2, 0));
}
