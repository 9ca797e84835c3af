using CsCheck;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Erasers;

namespace Infill.Tests.Onnx.Erasers;

public sealed class EraserGeometryTests
{
    private static readonly EraserSpec Fixed = Spec(new PixelSize(512, 512), 1), Free = Spec(null, 32), Bytes = Spec(null, 1);

    [Theory]
    [InlineData(356, 341, 356, 341, 512, 512)]
    [InlineData(512, 512, 512, 512, 512, 512)]
    [InlineData(1536, 1024, 512, 341, 512, 512)]
    [InlineData(700, 1400, 256, 512, 512, 512)]
    [InlineData(4000, 3, 512, 1, 512, 512)]
    public void Of_FixedNetwork_ShrinksOnlyWhatIsTooLarge(int width, int height, int seenWidth, int seenHeight, int workWidth, int workHeight) => Assert.Equal(
        new EraserGeometry(new PixelSize(width, height), new PixelSize(seenWidth, seenHeight), new PixelSize(workWidth, workHeight)),
        EraserGeometry.Of(Fixed, new PixelSize(width, height)));

    [Theory]
    [InlineData(517, 389, 517, 389, 544, 416)]
    [InlineData(32, 64, 32, 64, 32, 64)]
    [InlineData(1, 1, 1, 1, 32, 32)]
    [InlineData(3072, 2048, 1536, 1024, 1536, 1024)]
    public void Of_FreeNetwork_KeepsTheResolutionUpToTheLimit(int width, int height, int seenWidth, int seenHeight, int workWidth, int workHeight) => Assert.Equal(
        new EraserGeometry(new PixelSize(width, height), new PixelSize(seenWidth, seenHeight), new PixelSize(workWidth, workHeight)),
        EraserGeometry.Of(Free, new PixelSize(width, height)));

    [Fact]
    public void Of_AnyTile_KeepsItsShapeAndTheLimits() => Gen.Select(Gen.Int[1, 6000], Gen.Int[1, 6000], Gen.OneOf(Fixed, Free, Bytes)).Sample((width, height, spec) =>
    {
        var geometry = EraserGeometry.Of(spec, new PixelSize(width, height));

        Assert.InRange(geometry.Scaled.Width, 1, Math.Min(width, geometry.Work.Width));
        Assert.InRange(geometry.Scaled.Height, 1, Math.Min(height, geometry.Work.Height));
        Assert.Equal((0, 0), (geometry.Work.Width % spec.Multiple, geometry.Work.Height % spec.Multiple));
        Assert.True(spec.FixedSize is PixelSize only ? geometry.Work == only : geometry.Scaled.Area <= Math.Max(EraserGeometry.MostPixels, Math.Max(width, height)));

        // The sides are rounded down by less than a pixel, so the shape is kept as well as whole pixels can.
        Assert.True(Math.Abs(((double)geometry.Scaled.Width * height) - ((double)geometry.Scaled.Height * width)) <= Math.Max(width, height) + 1);
    }, iter: 20_000);

    [Theory]
    [InlineData(3, "0 1 2 2 1 0 0 1 2 2")]
    [InlineData(1, "0 0 0 0 0 0 0 0 0 0")]
    public void Mirror_BeyondTheEnd_RunsBackAndForth(int length, string expected) =>
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, 10).Select(i => EraserGeometry.Mirror(i, length))));

    [Fact]
    public void Memory_MoreThanThereIs_IsRefusedWithBoth()
    {
        long needed = EraserMemory.Estimate(200 << 20, new PixelSize(1024, 1024));

        EraserMemory.Require("m.onnx", needed, needed);
        ModelException refusal = Assert.Throws<ModelException>(() => EraserMemory.Require("m.onnx", needed, needed - 1));

        Assert.Equal(ModelFault.Limit, refusal.Fault);
        Assert.Contains("2,648 MB", refusal.Message, StringComparison.Ordinal);
    }

    private static EraserSpec Spec(PixelSize? size, int multiple) =>
        new() { Family = "test", Encoding = EraserEncoding.PictureThenMask, Picture = "input", Output = "output", FixedSize = size, Multiple = multiple };
}
