using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Quality;
using Infill.Tests.Support;
using NetVips;
using Image = Infill.Imaging.Image;

namespace Infill.Tests.Imaging;

public sealed class PngFilterTests
{
    private static readonly PixelSize Size = new(301, 203);

    [Fact]
    public void For_Photo_IsAll() => Assert.Equal(Enums.ForeignPngFilter.All, PngFilter.For(QualityScenes.Photo()));

    [Fact]
    public void For_MaskOfAThing_IsNone() => Assert.Equal(Enums.ForeignPngFilter.None, PngFilter.For(SoftMask()));

    [Theory]
    [InlineData(9, true)]
    [InlineData(11, false)]
    public void For_GreyWithNoisyColumns_DependsOnTheirShare(int percent, bool isFlat)
    {
        Image mask = MaskImage.ToImage16(new Mask(Size));
        for (int i = 0; i < mask.Samples16.Length; i++)
        {
            // One larger than the one before it, so that none equals it.
            mask.Samples16[i] = (ushort)Math.Min(i % Size.Width, percent * Size.Width / 100);
        }

        Assert.Equal(isFlat, PngFilter.For(mask) == Enums.ForeignPngFilter.None);
    }

    [Fact]
    public void For_OnePixelOrColumn_IsChosenWithoutAnything()
    {
        Assert.Equal(Enums.ForeignPngFilter.All, PngFilter.For(new Image(new PixelSize(1, 1), Pictures.Rgb8)));
        Assert.Equal(Enums.ForeignPngFilter.All, PngFilter.For(new Image(new PixelSize(1, 90), Pictures.Rgb8)));
    }

    [Fact]
    public void Encode_SoftMask_HoldsItsSamples()
    {
        Image mask = SoftMask();

        Image read = ImageFile.Load(ImageFile.Encode(mask, FileFormat.Png));

        Assert.Equal(mask.Samples16, read.Samples16);
    }

    private static Image SoftMask() => MaskImage.ToImage16(MaskFeather.FeatherInwards(MaskShapes.Ellipse(Size, new MaskPoint(150, 100), 80, 60), 3));
}
