using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Quality.Refining;
using Infill.Server.Running;
using Infill.Tests.Support;
using Infill.Workflows;
using Infill.Workflows.Products;

namespace Infill.Server.Tests.Running;

/// <summary>Jobs with passes and canvases are let in by what they really need.</summary>
public sealed class MemoryEstimateTests
{
    private static readonly EngineCatalog Engines = BuiltInEngines.CreateCatalog();
    private static readonly InpaintRequest Hole = FillRegion.ToRequest(Pictures.Noise(400, 300), MaskShapes.Rectangle(new PixelSize(400, 300), new MaskPoint(180, 130), 30, 24));

    [Fact]
    public void ToRefine_WiderPass_NeedsMoreThanTheFillAlone()
    {
        long fill = MemoryEstimate.ToRun(Hole, Engines).Bytes;

        long narrow = MemoryEstimate.ToRefine(Hole, Plan(1), Engines).Bytes, wide = MemoryEstimate.ToRefine(Hole, Plan(4), Engines).Bytes;

        Assert.True(fill < narrow && narrow < wide, $"{fill}, {narrow}, {wide}");
    }

    [Fact]
    public void ToRefine_PassOfAnotherEngine_IsCountedToo()
    {
        InpaintRequest smooth = Hole with { Engine = "smooth" };
        var other = new RefinementPlan { Passes = [new RefinementPass { Name = "a", Fill = new RefinementSettings { Engine = "patch" } }] };

        Assert.True(MemoryEstimate.ToRefine(smooth, other, Engines).Bytes >= MemoryEstimate.ToRun(Hole, Engines).Bytes);
    }

    [Fact]
    public void ToRun_SwappedBackground_CountsTheCanvas()
    {
        InpaintRequest swap = SwapBackground.ToRequest(
            ProductPictures.Draw(ProductPictures.Alpha()), ProductPictures.Outline(), new SwapOptions { Canvas = new ProductCanvas { Size = new PixelSize(900, 700) } });

        Assert.True(MemoryEstimate.ToRun(swap, Engines).Bytes >= 900L * 700 * SwapMaker.BytesPerPixel);
    }

    private static RefinementPlan Plan(double scale) => new() { Passes = [new RefinementPass { Name = "a", Fill = new RefinementSettings { ContextScale = scale } }] };
}
