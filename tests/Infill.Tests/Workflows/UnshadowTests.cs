using Infill.Engines;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Workflows;

public sealed class UnshadowTests
{
    [Fact]
    public void ToRequest_Shadow_RunsThroughThePipelineWithItsProof()
    {
        Image image = ShadowPictures.Draw((0.5f, 0.5f, 0.5f));

        InpaintRequest request = Unshadow.ToRequest(image, ShadowPictures.Shadow, ShadowPictures.Object);
        InpaintResult result = new Inpainter(BuiltInEngines.CreateCatalog()).Run(request);

        Assert.True(result.Proof.Holds);
        Assert.False(result.IsDegraded, string.Join(' ', result.Warnings));
        Assert.Equal(request.Given!.Image.Samples8, result.Image.Samples8);
        Assert.Equal(("relight", "unshadow"), (result.Trace.Engine, result.Trace.Workflow));
        Assert.Contains("it leaves ", Assert.Single(result.Trace.Regions).Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ToRequest_ClippedPixel_IsFilledFromAround()
    {
        Image image = ShadowPictures.Draw((0.3f, 0.3f, 0.3f));
        (int x, int y) = ShadowPictures.Deepest();
        for (int c = 0; c < 3; c++)
        {
            image[x, y, c] = 0;
        }

        InpaintRequest request = Unshadow.ToRequest(image, ShadowPictures.Shadow, ShadowPictures.Object);

        Assert.InRange(request.Given!.Image[x, y, 1], 130, 220);
        Assert.Contains(request.Notes, note => note.StartsWith("1 px were clipped to black", StringComparison.Ordinal));
    }

    [Fact]
    public void ToRequest_UnusableMask_SaysWhy()
    {
        Image image = ShadowPictures.Draw((1, 1, 1));
        string Why(Mask mask) => Assert.Throws<InvalidRequestException>(() => Unshadow.ToRequest(image, mask)).Message;

        Assert.Contains("The mask is empty", Why(new Mask(image.Size)), StringComparison.Ordinal);
        Assert.Contains("covers the whole 320×240 picture", Why(TestTiles.RectMask(image.Size, image.Size.Bounds)), StringComparison.Ordinal);
        Assert.Contains("not darker than the ground around it", Why(ShadowPictures.Shadow), StringComparison.Ordinal);
        Assert.Contains("Mask is 3×2", Why(new Mask(new PixelSize(3, 2))), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_OtherSize_IsRefusedWithBothSizes()
    {
        Image image = ShadowPictures.Draw((1, 1, 1));
        InpaintRequest request = FillRegion.ToRequest(image, ShadowPictures.Shadow) with
        {
            Given = new GivenFill { Image = new Image(new PixelSize(3, 2), image.Format) },
        };

        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => new Inpainter(BuiltInEngines.CreateCatalog()).Run(request));

        Assert.Contains("Given content is 3×2", error.Message, StringComparison.Ordinal);
    }
}
