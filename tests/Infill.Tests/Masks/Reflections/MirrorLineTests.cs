using CsCheck;
using Infill.Masks.Reflections;

namespace Infill.Tests.Masks.Reflections;

public sealed class MirrorLineTests
{
    [Fact]
    public void Source_LevelLine_IsAsFarAboveAsTheGroundIsBelow() => Assert.Equal(90, new MirrorLine(100, 0, 1).Source(7, 110), 9);

    [Fact]
    public void Source_SqueezedImage_ComesFromFurtherUp() => Assert.Equal(80, new MirrorLine(100, 0, 0.5).Source(0, 110), 9);

    [Fact]
    public void Source_TiltedLine_IsOnTheLineWhereTheGroundIs() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[-0.2, 0.2], Gen.Double[0.6, 1.2]).Sample((x, tilt, squeeze) =>
        {
            var line = new MirrorLine(100, tilt, squeeze);
            Assert.Equal(line.At(x), line.Source(x, line.At(x)), 9);
            Assert.True(line.Source(x, line.At(x) + 5) < line.At(x), "ground shows what is above the line");
        });
}
