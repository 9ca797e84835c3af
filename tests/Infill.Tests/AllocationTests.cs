using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests;

/// <summary>Alone in the process while they run: they read the allocation counter of all threads.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    private const long Constant = 8 << 20;

    [Theory]
    [InlineData(ColorModel.Grey)]
    [InlineData(ColorModel.Rgb)]
    public void Run_HundredMegapixelsWithASmallHole_AllocatesOneCopyAndTheTile(ColorModel model)
    {
        var image = new Image(new PixelSize(10_000, 10_000), new PixelFormat(model, HasAlpha: false, BitDepth: 8));
        Mask mask = Holes.Of(10_000, 10_000, new PixelRect(5_000, 7_000, 40, 30));
        InpaintRequest request = FillRegion.ToRequest(image, mask, "fake", FakeEngine.AsPainted);
        FakeEngine engine = FakeEngine.Constant(0.5f);
        engine.Run(FillRegion.ToRequest(Pictures.Noise(60, 40), Holes.Of(60, 40, new PixelRect(9, 9, 9, 9)), "fake"));
        long before = GC.GetTotalAllocatedBytes(precise: true);

        InpaintResult result = engine.Run(request);

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        long copy = image.Size.Area * image.Format.BytesPerPixel;
        Assert.True(allocated <= (1.1 * copy) + Constant, $"{allocated:N0} bytes for a copy of {copy:N0}");
        Assert.Equal(128, result.Image[5_010, 7_010, 0]);
    }
}
