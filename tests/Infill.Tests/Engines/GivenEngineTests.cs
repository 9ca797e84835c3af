using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Engines;

public sealed class GivenEngineTests
{
    private static readonly PixelFormat Rgb = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 8);
    private static readonly PixelSize Size = new(40, 30);

    [Fact]
    public void Run_GivenContent_IsShownInTheHoleAndNowhereElse()
    {
        Image photo = TestPictures.Noise(Size, Rgb), other = TestPictures.Noise(Size, Rgb, seed: 5);
        InpaintRequest request = Request(photo, other);

        InpaintResult result = new Inpainter(new EngineCatalog()).Run(request, null, TestContext.Current.CancellationToken);

        for (int i = 0; i < Size.Area; i++)
        {
            (int x, int y) = (i % Size.Width, i / Size.Width);
            Image expected = request.Mask[x, y] > 0 ? other : photo;
            Assert.Equal((expected[x, y, 0], expected[x, y, 1], expected[x, y, 2]), (result.Image[x, y, 0], result.Image[x, y, 1], result.Image[x, y, 2]));
        }

        Assert.True(result.Proof.Holds);
    }

    [Fact]
    public void Run_SoftMask_MixesByIt()
    {
        var photo = new Image(Size, Rgb);
        var white = new Image(Size, Rgb);
        white.Samples8.AsSpan().Fill(255);
        InpaintRequest request = Request(photo, white);
        request.Mask[12, 12] = 0.5f;

        InpaintResult result = new Inpainter(new EngineCatalog()).Run(request, null, TestContext.Current.CancellationToken);

        Assert.InRange(result.Image[12, 12, 1], 126, 129);
        Assert.Equal((255, 0), (result.Image[15, 15, 1], result.Image[2, 2, 1]));
    }

    [Fact]
    public void Run_TransparentPicture_TakesOpaqueContent()
    {
        PixelFormat format = Rgb with { HasAlpha = true };
        Image photo = TestPictures.Noise(Size, format), other = TestPictures.Noise(Size, format, seed: 9);
        for (int i = 3; i < other.Samples8.Length; i += 4)
        {
            other.Samples8[i] = 255;
        }

        InpaintResult result = new Inpainter(new EngineCatalog()).Run(Request(photo, other), null, TestContext.Current.CancellationToken);

        Assert.Equal(255, result.Image[15, 15, 3]);
        Assert.Equal(photo[2, 2, 3], result.Image[2, 2, 3]);
    }

    [Fact]
    public void Run_NotesAndWarnings_ReachTraceAndResult()
    {
        Image photo = TestPictures.Noise(Size, Rgb);
        InpaintRequest request = Request(photo, photo);
        request = request with { Given = request.Given! with { Notes = ["as before"], Warnings = ["Nothing changed."] } };

        InpaintResult result = new Inpainter(new EngineCatalog()).Run(request, null, TestContext.Current.CancellationToken);

        Assert.Equal(["as before"], Assert.Single(result.Trace.Regions).Notes);
        Assert.Contains("Nothing changed.", result.Warnings);
        Assert.True(result.IsDegraded);
    }

    [Fact]
    public void Foresee_GivenContent_NeedsNoCatalogue() =>
        Assert.Single(new Inpainter(new EngineCatalog()).Foresee(Request(TestPictures.Noise(Size, Rgb), TestPictures.Noise(Size, Rgb))).Regions);

    [Theory]
    [InlineData(39, 30, 8)]
    [InlineData(40, 30, 16)]
    public void FindReasons_ContentOfOtherShape_NamesBoth(int width, int height, int bitDepth)
    {
        var other = new Image(new PixelSize(width, height), Rgb with { BitDepth = bitDepth });

        string reason = Assert.Single(RequestValidator.FindReasons(Request(TestPictures.Noise(Size, Rgb), other), new EngineCatalog()));

        Assert.StartsWith($"Given content is {width}×{height}", reason, StringComparison.Ordinal);
        Assert.Contains("the picture 40×30", reason, StringComparison.Ordinal);
    }

    private static InpaintRequest Request(Image photo, Image given) =>
        FillRegion.ToRequest(photo, TestTiles.RectMask(photo.Size, new PixelRect(10, 9, 14, 12))) with
        {
            Engine = "given",
            Given = new GivenFill { Image = given },
            Options = FakeEngine.AsPainted,
        };
}
