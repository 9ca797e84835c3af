using System.Text;
using CsCheck;
using Infill.Imaging;
using Infill.Server.Automatic;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Automatic;

/// <summary>A text goes into a PNG file and nothing else of it changes.</summary>
public sealed class PngTextTests
{
    [Fact]
    public void Insert_AnyText_LeavesThePixelsAndCanBeRead() => Gen.String.Sample(text =>
    {
        Image image = Pictures.Noise(9, 7, Pictures.Rgba8);
        byte[] png = ImageFile.Encode(image, FileFormat.Png);

        byte[] written = PngText.Insert(png, "parameters", text);

        Assert.Equal(image.ComputeHash(), ImageFile.Load(written, null, CancellationToken.None).ComputeHash());
        Assert.Equal([.. png[..33], .. png[33..]], [.. written[..33], .. written[^(png.Length - 33)..]]);
    }, iter: 100);

    [Theory]
    [InlineData("Steps: 20, café", "tEXt")]
    [InlineData("漢字", "iTXt")]
    public void Insert_Text_StandsInTheChunkThatCanHoldIt(string text, string type)
    {
        byte[] written = PngText.Insert(ImageFile.Encode(Pictures.Noise(3, 3), FileFormat.Png), "parameters", text);

        Assert.Equal(type, Encoding.ASCII.GetString(written, 37, 4));
        byte[] expected = type == "tEXt" ? Encoding.Latin1.GetBytes("parameters\0" + text) : Encoding.UTF8.GetBytes("parameters\0\0\0\0\0" + text);
        Assert.True(written.AsSpan(41, expected.Length).SequenceEqual(expected));
    }
}
