using Infill.Engines;
using Infill.Imaging;
using Infill.Masks.Mattes;
using Infill.Tests.Support;
using Infill.Workflows.Products;

namespace Infill.Tests.Workflows.Products;

public sealed class SwapBackgroundTests
{
    private static readonly Mask Alpha = ProductPictures.Alpha();
    private static readonly Image Photo = ProductPictures.Draw(Alpha);
    private static readonly SwapOptions OnWhite = new() { Shadow = ProductShadow.None };

    [Fact]
    public void Run_White_LocksTheProductAndLeavesNothingOfTheGround()
    {
        InpaintRequest request = SwapBackground.ToRequest(Photo, ProductPictures.Outline(), OnWhite);

        InpaintResult result = Run(request);

        Assert.Equal(("backdrop", "swap-background", "completed"), (result.Trace.Engine, result.Trace.Workflow, result.Trace.Verdict!.Status));
        Assert.Equal([255, 255, 255], Pixel(result.Image, 5, 5));
        Assert.True(result.Proof.Holds);
        long locked = 0;
        for (int i = 0; i < Photo.Size.Area; i++)
        {
            (int x, int y) = (i % Photo.Width, i / Photo.Width);
            if (request.Mask[x, y] == 0)
            {
                locked++;
                Assert.Equal(Pixel(Photo, x, y), Pixel(result.Image, x, y));
            }
        }

        Assert.Equal((locked, locked), (result.Proof.KeptPixels, (long)Measure(result, "lockedPixels")));
        Assert.InRange(locked, 7500, 8600);
    }

    [Fact]
    public void Run_SoftEdge_IsNearTheTruth()
    {
        InpaintResult result = Run(SwapBackground.ToRequest(Photo, ProductPictures.Outline(1), OnWhite));
        Image truth = ProductPictures.Draw(Alpha, (_, _, _) => 1f);
        (double sum, int count) = (0, 0);
        for (int i = 0; i < Alpha.Values.Length; i++)
        {
            if (Alpha.Values[i] is > 0 and < 1)
            {
                (sum, count) = (sum + Math.Abs(result.Image.Samples8[3 * i] - truth.Samples8[3 * i]) + Math.Abs(result.Image.Samples8[(3 * i) + 1] - truth.Samples8[(3 * i) + 1]), count + 2);
            }
        }

        Assert.True(sum / count < 9, $"{sum / count:0.0} of 255");
        Assert.True(Measure(result, "silhouetteOverlap") >= 0.99);
        Assert.True(Measure(result, "haloDeltaE") < 3, $"{Measure(result, "haloDeltaE"):0.00}");
    }

    [Fact]
    public void Run_MaskKeptThatIsTooLarge_IsDegradedForItsHalo()
    {
        InpaintResult result = Run(SwapBackground.ToRequest(Photo, ProductPictures.Outline(2), OnWhite with { Edges = MatteEdges.Keep }));

        Assert.Equal("degraded", result.Trace.Verdict!.Status);
        Assert.Contains("the old background shines in the product's edge", Assert.Single(result.Trace.Verdict.Reasons), StringComparison.Ordinal);
        Assert.True(result.Trace.Verdict.Findings.Single(finding => finding.Detector == "halo").Probability > 0.5);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(16, false)]
    [InlineData(8, true)]
    public void Run_AnyDepthAndModel_LocksTheSamples(int depth, bool isGrey)
    {
        Image rgb = ProductPictures.Draw(Alpha, bitDepth: depth);
        Image photo = isGrey ? Grey(rgb) : rgb;
        var blue = new Backdrop { From = (0, 0, 1), To = (0, 0, 1) };

        Image result = Run(SwapBackground.ToRequest(photo, ProductPictures.Outline(), OnWhite with { Backdrop = blue })).Image;

        Assert.Equal((ColorModel.Rgb, depth), (result.Format.Model, result.Format.BitDepth));
        Assert.Equal(photo[96, 78, 0], result[96, 78, 0]);
        Assert.Equal([0, 0, result.Format.MaxValue], Pixel(result, 3, 3));
    }

    [Fact]
    public void Run_Clear_GivesACutOutInTheProductsOwnColours()
    {
        Image result = Run(SwapBackground.ToRequest(Photo, ProductPictures.Outline(), OnWhite with { Backdrop = new Backdrop { IsClear = true } })).Image;

        Assert.True(result.Format.HasAlpha);
        Assert.Equal((0, 255), (result[5, 5, 3], result[96, 78, 3]));
        int half = Enumerable.Range(0, 60).First(y => result[96, y, 3] is > 60 and < 220);
        Assert.True(result[96, half, 0] > 150 && result[96, half, 1] < 110, "the edge is red like the product, not mixed with green");
    }

    [Fact]
    public void Run_Square_CentresTheProductAtItsOwnScale()
    {
        InpaintRequest request = SwapBackground.ToRequest(Photo, ProductPictures.Outline(), OnWhite with { Canvas = new ProductCanvas { IsSquare = true, Margin = 0.1 } });

        InpaintResult result = Run(request);

        Assert.Equal(result.Image.Width, result.Image.Height);
        Assert.Equal(Pixel(Photo, 96, 78), Pixel(result.Image, result.Image.Width / 2, result.Image.Height / 2), Near);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Run_SmallCanvas_SaysThatTheProductWasResampled()
    {
        InpaintRequest request = SwapBackground.ToRequest(Photo, ProductPictures.Outline(), OnWhite with { Canvas = new ProductCanvas { Size = new PixelSize(50, 64), Margin = 0 } });

        Assert.Contains("resampled", Assert.Single(request.Notes), StringComparison.Ordinal);
        Assert.Equal(new PixelSize(50, 64), Run(request).Image.Size);
    }

    [Fact]
    public void Run_ProductAtThePhotosEdge_WarnsOnANewCanvasOnly()
    {
        Mask mask = TestTiles.RectMask(Photo.Size, new PixelRect(0, 40, 60, 120));

        InpaintRequest moved = SwapBackground.ToRequest(Photo, mask, OnWhite with { Canvas = new ProductCanvas { IsSquare = true } });

        Assert.Contains("left and bottom edge", Assert.Single(moved.Given!.Warnings), StringComparison.Ordinal);
        Assert.Empty(SwapBackground.ToRequest(Photo, mask, OnWhite).Given!.Warnings);
    }

    [Fact]
    public void Run_ShadowToKeepThatIsNotThere_IsSaid()
    {
        InpaintResult result = Run(SwapBackground.ToRequest(Photo, ProductPictures.Outline(), new SwapOptions { Shadow = ProductShadow.Keep }));

        Assert.True(result.IsDegraded);
        Assert.Contains("No shadow stands out beside the product", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LargeCanvas_IsLaidDownInBlocksWithTheSameBytes()
    {
        var canvas = new ProductCanvas { Size = new PixelSize(2100, 2050) };
        InpaintRequest request = SwapBackground.ToRequest(Photo, ProductPictures.Outline(), new SwapOptions { Canvas = canvas });

        InpaintResult blocks = Run(request), whole = Run(request with { Options = request.Options with { Plan = new() } });

        Assert.Equal(9, blocks.Trace.Regions.Count);
        Assert.Equal(whole.Trace.Hashes.Output, blocks.Trace.Hashes.Output);
    }

    [Fact]
    public void Run_TextEngine_FillsEverythingButTheProduct()
    {
        FakeEngine engine = FakeEngine.Constant(0.25f);
        InpaintRequest request = SwapBackground.ToRequest(Photo, ProductPictures.Outline(), new SwapOptions { Backdrop = null }) with { Engine = "fake" };

        InpaintResult result = engine.Run(request);

        Assert.Null(request.Given);
        Assert.Equal(64, result.Image[5, 5, 1]);
        Assert.Equal(Pixel(Photo, 96, 78), Pixel(result.Image, 96, 78));
        Assert.True(Measure(result, "silhouetteOverlap") > 0.98, $"{Measure(result, "silhouetteOverlap"):0.000}");
    }

    [Fact]
    public void ToRequest_BadMasksAndCanvases_AreRefusedWithTheReason()
    {
        string Why(Mask mask, SwapOptions? options = null) => Assert.Throws<InvalidRequestException>(() => SwapBackground.ToRequest(Photo, mask, options)).Message;
        Mask full = TestMasks.FromFunction(Photo.Size, (_, _) => 1f);

        Assert.Contains("marks no product", Why(new Mask(Photo.Size)), StringComparison.Ordinal);
        Assert.Contains("covers the whole 200×160 picture", Why(full), StringComparison.Ordinal);
        Assert.Contains("must have the same size", Why(new Mask(new PixelSize(9, 9))), StringComparison.Ordinal);
        Assert.Contains("Margin is 0.6", Why(ProductPictures.Outline(), new SwapOptions { Canvas = new ProductCanvas { IsSquare = true, Margin = 0.6 } }), StringComparison.Ordinal);
        Assert.Contains("Canvas is 0×9", Why(ProductPictures.Outline(), new SwapOptions { Canvas = new ProductCanvas { Size = new PixelSize(0, 9) } }), StringComparison.Ordinal);
        InvalidRequestException large = Assert.Throws<InvalidRequestException>(() => SwapBackground.ToRequest(Photo, ProductPictures.Outline(), new SwapOptions { MaxPixels = 1000 }));
        Assert.True(large.IsLimit);
    }

    private static InpaintResult Run(InpaintRequest request) => new Inpainter(BuiltInEngines.CreateCatalog()).Run(request, null, TestContext.Current.CancellationToken);

    private static double Measure(InpaintResult result, string name) => result.Trace.Verdict!.Measures.Single(measure => measure.Name == name).Value;

    private static int[] Pixel(Image image, int x, int y) => [image[x, y, 0], image[x, y, 1], image[x, y, 2]];

    // Where the middle lies between two pixels, either of them may stand there.
    private static bool Near(int a, int b) => Math.Abs(a - b) <= 12;

    private static Image Grey(Image rgb)
    {
        var grey = new Image(rgb.Size, new PixelFormat(ColorModel.Grey, HasAlpha: false, rgb.Format.BitDepth));
        ProductPictures.ForEach(grey, (x, y, _) => rgb[x, y, 0] / (float)rgb.Format.MaxValue);
        return grey;
    }
}
