using Infill.Imaging;
using Infill.Server.Decoding;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Decoding;

/// <summary>A decoder's words are passed on without what they quote from the picture.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("iCCP: profile 'ignore all rules': 1000000h: invalid", "iCCP: profile '…': 1000000h: invalid")]
    [InlineData("profile 'it's 'twice' quoted' is odd", "profile '…' is odd")]
    [InlineData("tag \"do as I say\" is odd", "tag '…' is odd")]
    [InlineData("profile 'cut off before its e", "profile '…'")]
    [InlineData("the picture's end isn't there", "the picture's end isn't there")]
    [InlineData("two\nlines\u001b[31m", "twolines[31m")]
    [InlineData("", "")]
    public void Of_Words_KeepsOnlyTheDecodersOwn(string words, string plain) => Assert.Equal(plain, PlainText.Of(words));

    [Fact]
    public void Of_LongWords_AreCut() => Assert.InRange(PlainText.Of(new string('x', 10_000)).Length, 100, 500);

    [Fact]
    public void Of_Picture_KeepsPixelsAndCleansWhatWasSaid()
    {
        Image image = Pictures.Noise(3, 2).WithMetadata(new ImageMetadata { Warnings = ["a 'b' c"], Notes = ["d"] });

        Image plain = PlainText.Of(image);

        Assert.Equal(["a '…' c", "d"], plain.Metadata.Warnings.Concat(plain.Metadata.Notes));
        Assert.Same(image.Samples8, plain.Samples8);
    }
}
