using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Workflows;

public sealed class OutpaintTests
{
    [Fact]
    public void ToRequest_EverySide_LaysTheOriginalInUnchanged()
    {
        Image image = Pictures.Noise(9, 7, Pictures.Rgba8);

        InpaintRequest request = Outpaint.ToRequest(image, new OutpaintBorders(3, 2, 5, 1));

        Assert.Equal(new PixelSize(17, 10), request.Image.Size);
        Assert.Same(image.Metadata, request.Image.Metadata);
        for (int i = 0; i < 17 * 10; i++)
        {
            int x = i % 17, y = i / 17;
            bool isOriginal = new PixelRect(3, 2, 9, 7).Contains(x, y);
            Assert.Equal(isOriginal ? 0f : 1f, request.Mask[x, y]);
            int sourceX = Math.Clamp(x - 3, 0, 8), sourceY = Math.Clamp(y - 2, 0, 6);
            Assert.Equal(image[sourceX, sourceY, 1], request.Image[x, y, 1]);
            Assert.Equal(isOriginal ? image[sourceX, sourceY, 3] : 255, request.Image[x, y, 3]);
        }
    }

    [Fact]
    public void ToRequest_SixteenBit_KeepsFormatAndSamples()
    {
        Image image = Pictures.Noise(5, 5, Pictures.Grey16);

        InpaintRequest request = Outpaint.ToRequest(image, new OutpaintBorders(0, 0, 2, 0));

        Assert.Equal(Pictures.Grey16, request.Image.Format);
        Assert.Equal(image[4, 3, 0], request.Image[6, 3, 0]);
        Assert.Equal(new PixelRect(5, 0, 2, 5), request.Mask.Window);
    }

    [Fact]
    public void ToRequest_AnyBorders_PassesCoverEveryNewPixel()
    {
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[1, 400])).Sample(
            (width, height, b) =>
            {
                var original = new PixelRect(b.Item1, b.Item2, width, height);
                var canvas = new PixelSize(width + b.Item1 + b.Item3, height + b.Item2 + b.Item4);

                IReadOnlyList<PixelRect> strips = OutpaintStrips.Plan(original, canvas);

                PixelRect done = original;
                foreach (PixelRect strip in strips)
                {
                    Assert.True(canvas.Bounds.Contains(strip));
                    PixelRect all = done.Union(strip);
                    Assert.Equal(all.Area, done.Area + strip.Area - done.Intersect(strip).Area);
                    int added = Math.Max(all.Width - done.Width, all.Height - done.Height);
                    int side = all.Width > done.Width ? done.Width : done.Height;
                    Assert.InRange(added, 1, Math.Max(64, side / 2)); // left and right share one width of a quarter
                    done = all;
                }

                Assert.Equal(canvas.Bounds, done);
            },
            iter: 300);
    }

    [Fact]
    public void ToRequest_WideBorder_GoesInSeveralOverlappingStrips()
    {
        IReadOnlyList<PixelRect> strips = Outpaint.ToRequest(Pictures.Flat(400, 300, 0.5), new OutpaintBorders(0, 0, 300, 0)).Options.Plan.Passes;

        Assert.Equal(
            [
                new PixelRect(400 - 16, 0, 100 + 16, 300),
                new PixelRect(500 - 16, 0, 125 + 16, 300),
                new PixelRect(625 - 16, 0, 75 + 16, 300),
            ],
            strips);
    }

    [Fact]
    public void Run_Outpainting_KeepsTheOriginalAndFillsTheRest()
    {
        Image image = Pictures.Noise(30, 20);
        FakeEngine engine = FakeEngine.Constant(1f);

        InpaintResult result = engine.Run(Outpaint.ToRequest(image, new OutpaintBorders(100, 0, 90, 10), "fake", FakeEngine.AsPainted));

        Assert.Equal(30 * 20, result.Proof.KeptPixels);
        Assert.Equal(255, result.Image[0, 0, 0]);
        Assert.Equal(255, result.Image[60, 29, 0]);
        Assert.Equal(image[15, 10, 1], result.Image[115, 10, 1]);
        Assert.Equal(5, engine.Seen.Count); // two strips left, two right, one below
        Assert.All(engine.Seen, tile => Assert.True(tile.Mask.CountFilled() < tile.Mask.Size.Area));
    }

    [Theory]
    [InlineData(-1, 0, 0, 5)]
    [InlineData(0, 0, 0, 0)]
    public void ToRequest_SenselessBorders_AreRefused(int left, int top, int right, int bottom)
    {
        InvalidRequestException e = Assert.Throws<InvalidRequestException>(
            () => Outpaint.ToRequest(Pictures.Flat(4, 4, 0), new OutpaintBorders(left, top, right, bottom)));

        Assert.False(e.IsLimit);
    }

    [Theory]
    [InlineData(int.MaxValue, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(100_000, 100_000)]
    [InlineData(97, 0)]
    public void ToRequest_ResultBeyondTheLimit_IsRefusedAsLimit(int right, int bottom)
    {
        InvalidRequestException e = Assert.Throws<InvalidRequestException>(
            () => Outpaint.ToRequest(Pictures.Flat(4, 4, 0), new OutpaintBorders(0, 0, right, bottom), maxPixels: 400));

        Assert.True(e.IsLimit);
        Assert.Contains("at most 400 pixels", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1600, 1200, 16, 9, OutpaintAnchor.Center, 266, 0, 267, 0)]
    [InlineData(1600, 1200, 16, 9, OutpaintAnchor.Start, 0, 0, 533, 0)]
    [InlineData(1600, 1200, 16, 9, OutpaintAnchor.End, 533, 0, 0, 0)]
    [InlineData(1600, 1200, 1, 1, OutpaintAnchor.Center, 0, 200, 0, 200)]
    [InlineData(1600, 900, 16, 9, OutpaintAnchor.Center, 0, 0, 0, 0)]
    public void ForAspect_Ratio_GrowsTheShortSide(int w, int h, double rw, double rh, OutpaintAnchor anchor, int l, int t, int r, int b) =>
        Assert.Equal(new OutpaintBorders(l, t, r, b), OutpaintBorders.ForAspect(new PixelSize(w, h), (rw, rh), anchor));

    [Theory]
    [InlineData(0, 9)]
    [InlineData(16, -9)]
    [InlineData(double.NaN, 1)]
    [InlineData(1e9, 1)]
    public void ForAspect_SenselessRatio_IsRefused(double width, double height) =>
        Assert.Throws<InvalidRequestException>(() => OutpaintBorders.ForAspect(new PixelSize(10, 10), (width, height)));

    [Fact]
    public void FromPercent_Percentages_RoundToPixelsOfTheirSide()
    {
        Assert.Equal(new OutpaintBorders(50, 15, 1, 0), OutpaintBorders.FromPercent(new PixelSize(100, 30), (50, 50, 0.6, 0)));
        Assert.Throws<InvalidRequestException>(() => OutpaintBorders.FromPercent(new PixelSize(9, 9), (double.NaN, 0, 0, 0)));
        Assert.Throws<InvalidRequestException>(() => OutpaintBorders.FromPercent(new PixelSize(9, 9), (0, -1, 0, 0)));
    }
}
