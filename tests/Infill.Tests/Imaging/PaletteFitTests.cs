using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class PaletteFitTests
{
    private static readonly PixelFormat Rgb = Pictures.Rgb8;
    private static readonly PixelSize Size = new(37, 23);

    [Fact]
    public void ToSourceColors_ManyNewColors_UsesOnlyTheSources() => Gen.Int[1, 1 << 20].Sample(
        seed =>
        {
            Image source = FewColors(seed);
            Image filled = source.Clone();
            for (int i = 0; i < filled.Samples8.Length / 2; i++)
            {
                filled.Samples8[i] = (byte)Infill.Diffusion.CounterRandom.Bits((uint)seed, (uint)i);
            }

            Image fitted = PaletteFit.ToSourceColors(filled, source);

            HashSet<(int, int, int)> palette = [.. Colors(source)];
            Assert.All(Colors(fitted), color => Assert.Contains(color, palette));
            Assert.Equal(source.Samples8[(source.Samples8.Length / 2 + 3)..], fitted.Samples8[(source.Samples8.Length / 2 + 3)..]);
        },
        iter: 30);

    [Fact]
    public void ToSourceColors_NewColor_BecomesTheNearest()
    {
        Image source = FewColors(1);
        Image filled = source.Clone();
        (int r, int g, int b) = Colors(source).First();
        for (int x = 0; x < Size.Width; x++)
        {
            for (int y = 0; y < Size.Height; y++)
            {
                // 851 colours: more than a palette holds.
                filled[x, y, 0] = (x * 7) % 256;
                filled[x, y, 1] = (y * 11) % 256;
            }
        }

        (filled[5, 5, 0], filled[5, 5, 1], filled[5, 5, 2]) = (Math.Min(255, r + 1), g, b);
        Image fitted = PaletteFit.ToSourceColors(filled, source);

        Assert.Equal((r, g, b), (fitted[5, 5, 0], fitted[5, 5, 1], fitted[5, 5, 2]));
    }

    [Fact]
    public void ToSourceColors_NothingToDo_ReturnsThePictureItself()
    {
        Image few = FewColors(3);
        Image many = TestPictures.Noise(Size, Rgb);
        var deep = new Image(Size, Rgb with { BitDepth = 16 });

        Assert.Same(few, PaletteFit.ToSourceColors(few, few));
        Assert.Same(many, PaletteFit.ToSourceColors(many, many));
        Assert.Same(many, PaletteFit.ToSourceColors(many, deep));
        Assert.Same(deep, PaletteFit.ToSourceColors(deep, deep));
    }

    [Fact]
    public void LoadMask_HardEdgedJpeg_HasNoFaintFill()
    {
        using var folder = new TemporaryFolder();
        var drawn = new Image(new PixelSize(64, 48), new PixelFormat(ColorModel.Grey, false, 8));
        for (int y = 10; y < 30; y++)
        {
            for (int x = 13; x < 41; x++)
            {
                drawn[x, y, 0] = 255;
            }
        }

        string path = folder.File("mask.jpg");
        ImageFile.Save(drawn, path, new SaveOptions { JpegQuality = 90 });
        Mask mask = ImageFile.LoadMask(path);

        Assert.All(mask.Values, value => Assert.True(value is 0f or 1f or (> 16f / 255f and < 239f / 255f), $"{value}"));
        Assert.Equal(1f, mask[25, 20]);
        Assert.Equal(0f, mask[2, 2]);
        Assert.True(new PixelRect(12, 9, 30, 22).Contains(mask.Window), $"{mask.Window}");
    }

    private static Image FewColors(int seed)
    {
        var image = new Image(Size, Rgb);
        for (int i = 0; i < image.Samples8.Length; i++)
        {
            image.Samples8[i] = (byte)(Infill.Diffusion.CounterRandom.Bits((uint)seed + 9, (uint)i) % 3 * 90);
        }

        return image;
    }

    private static IEnumerable<(int, int, int)> Colors(Image image) =>
        Enumerable.Range(0, (int)image.Size.Area).Select(i => ((int)image.Samples8[i * 3], (int)image.Samples8[(i * 3) + 1], (int)image.Samples8[(i * 3) + 2]));
}
