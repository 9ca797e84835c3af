using Infill.Cli;
using Infill.Cli.Jobs;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class MaskReaderTests
{
    private static readonly PictureFiles Files = new(StandardStreams.OfProcess, CancellationToken.None);

    private static readonly Image Photo = new(new PixelSize(48, 40), new PixelFormat(ColorModel.Rgb, false, 8));

    [Theory]
    [InlineData(null, 48)]
    [InlineData("white", 48)]
    [InlineData("black", 1920 - 48)]
    public void Read_File_FollowsThePolarity(string? polarity, long filled)
    {
        using var folder = new CliFolder();

        Mask mask = MaskReader.Read(folder["mask.png"], Photo, Source(polarity), Files);

        Assert.Equal(filled, mask.CountFilled());
    }

    [Fact]
    public void Read_FileOfAnotherSize_NamesBothSizes()
    {
        using var folder = new CliFolder();
        folder.SaveMask("small.png", new PixelSize(9, 8), new PixelRect(1, 1, 2, 2));

        InvalidRequestException refusal = Assert.Throws<InvalidRequestException>(
            () => MaskReader.Read(folder["small.png"], Photo, Source(null), Files));

        Assert.Equal("Mask is 9×8, image is 48×40; both must have the same size.", Assert.Single(refusal.Reasons));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("transparent", 1)]
    [InlineData("opaque", 99)]
    public void Read_Alpha_FillsWhatIsTransparentUnlessTold(string? polarity, long filled)
    {
        var cut = new Image(new PixelSize(10, 10), new PixelFormat(ColorModel.Rgb, HasAlpha: true, 16));
        Array.Fill(cut.Samples16, ushort.MaxValue);
        cut[7, 2, 3] = 0;

        Assert.Equal(filled, MaskReader.Read("alpha", cut, Source(polarity), Files).CountFilled());
    }

    [Fact]
    public void Read_AlphaOfAnOpaqueFormat_IsWrongUse()
    {
        CliException refusal = Assert.Throws<CliException>(() => MaskReader.Read("alpha", Photo, Source(null), Files));

        Assert.Equal(ExitCode.WrongUse, refusal.Code);
        Assert.Contains("8-bit RGB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFileAndNoExpression_SaysBoth()
    {
        CliException refusal = Assert.Throws<CliException>(() => MaskReader.Read("nowhere.png", Photo, Source(null), Files));

        Assert.Equal(ExitCode.Failed, refusal.Code);
        Assert.Contains("nowhere.png", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Expression_IsEvaluatedAtThePicturesSize()
    {
        Mask mask = MaskReader.Read("rect:1,2,3,4", Photo, Source(null), Files);

        Assert.Equal((Photo.Size, new PixelRect(1, 2, 3, 4)), (mask.Size, mask.FindBounds()));
    }

    private static SourceArguments Source(string? polarity) => new() { Image = "photo.png", Polarity = polarity };
}
