using CsCheck;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Workflows;

public sealed class OutpaintBordersTests
{
    private static readonly Gen<PixelSize> AnySize = Gen.Select(Gen.Int[1, 6000], Gen.Int[1, 6000], (w, h) => new PixelSize(w, h));

    private static readonly Gen<(double Width, double Height)> AnyRatio = Gen.Select(Gen.Double[1, 30], Gen.Double[1, 30]);

    [Fact]
    public void ForAspect_AnyRatio_IsMetWithinHalfAPixelByTheShortSideAlone() => Gen.Select(AnySize, AnyRatio).Sample((size, ratio) =>
    {
        OutpaintBorders b = OutpaintBorders.ForAspect(size, ratio);

        (int columns, int rows) = (b.Left + b.Right, b.Top + b.Bottom);
        double target = ratio.Width / ratio.Height;
        Assert.True(columns == 0 || rows == 0, $"{b} grows both sides");
        Assert.True(Math.Min(Math.Min(b.Left, b.Right), Math.Min(b.Top, b.Bottom)) >= 0, $"{b} cuts");
        double missing = size.Width < size.Height * target
            ? (size.Height * target) - (size.Width + columns)
            : (size.Width / target) - (size.Height + rows);
        Assert.InRange(missing, -0.5 - 1e-9, 0.5 + 1e-9);
    });

    [Fact]
    public void ForAspect_AnyAnchor_SharesTheSamePixels() => Gen.Select(AnySize, AnyRatio).Sample((size, ratio) =>
    {
        OutpaintBorders start = OutpaintBorders.ForAspect(size, ratio, OutpaintAnchor.Start);
        OutpaintBorders center = OutpaintBorders.ForAspect(size, ratio, OutpaintAnchor.Center);
        OutpaintBorders end = OutpaintBorders.ForAspect(size, ratio, OutpaintAnchor.End);

        Assert.Equal((0, 0), (start.Left, start.Top));
        Assert.Equal(new OutpaintBorders(start.Right, start.Bottom, 0, 0), end);
        Assert.Equal((start.Right, start.Bottom), (center.Left + center.Right, center.Top + center.Bottom));
        Assert.InRange(center.Right - center.Left, 0, 1);
        Assert.InRange(center.Bottom - center.Top, 0, 1);
    });

    [Fact]
    public void ForAspect_TurnedPicture_TurnsTheBorders() => Gen.Select(AnySize, AnyRatio).Sample((size, ratio) =>
    {
        OutpaintBorders b = OutpaintBorders.ForAspect(size, ratio);
        OutpaintBorders turned = OutpaintBorders.ForAspect(new PixelSize(size.Height, size.Width), (ratio.Height, ratio.Width));

        // A half pixel may round either way: 1 / target is not exact.
        Assert.InRange(Math.Abs(b.Left + b.Right - turned.Top - turned.Bottom), 0, 1);
        Assert.InRange(Math.Abs(b.Top + b.Bottom - turned.Left - turned.Right), 0, 1);
    });

    [Fact]
    public void FromPercent_AnyBorders_AreWithinHalfAPixelOfTheirShare() =>
        Gen.Select(AnySize, Gen.Double[0, 300], Gen.Double[0, 300]).Sample((size, x, y) =>
        {
            OutpaintBorders b = OutpaintBorders.FromPercent(size, (x, y, y, x));

            Assert.InRange(b.Left - (size.Width * x / 100), -0.5, 0.5);
            Assert.InRange(b.Top - (size.Height * y / 100), -0.5, 0.5);
            Assert.InRange(b.Right - (size.Width * y / 100), -0.5, 0.5);
            Assert.InRange(b.Bottom - (size.Height * x / 100), -0.5, 0.5);
        });

    [Fact]
    public void Plan_AnyBorders_StripsCoverExactlyTheNewAreaAndTouchTheOldOnlyToOverlap() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 90].Array[4]).Where((_, _, b) => b.Sum() > 0).Sample(
            (width, height, b) =>
            {
                InpaintRequest request = Outpaint.ToRequest(Pictures.Flat(width, height, 0.5), new OutpaintBorders(b[0], b[1], b[2], b[3]));
                var original = new PixelRect(b[0], b[1], width, height);

                int[] visits = new int[request.Image.Size.Area];
                foreach (PixelRect strip in request.Options.Plan.Passes)
                {
                    for (int i = 0; i < strip.Area; i++)
                    {
                        visits[((strip.Y + (i / strip.Width)) * request.Image.Width) + strip.X + (i % strip.Width)]++;
                    }
                }

                for (int i = 0; i < visits.Length; i++)
                {
                    (int x, int y) = (i % request.Image.Width, i / request.Image.Width);
                    bool isNew = !original.Contains(x, y);
                    Assert.Equal(isNew ? 1f : 0f, request.Mask[x, y]);
                    Assert.True(!isNew || visits[i] > 0, $"({x}, {y}) is new and in no strip");
                }

                Assert.Equal(request.Mask.Size.Area - original.Area, request.Mask.CountFilled());
            },
            iter: 40);

    [Fact]
    public void ToCanvas_MaskOfThePicture_StandsWhereThePictureDoes()
    {
        Mask mask = TestMasks.FromFunction(new PixelSize(9, 7), (x, y) => (x + y) % 3 / 2f);

        Mask moved = new OutpaintBorders(4, 3, 2, 1).ToCanvas(mask, new PixelSize(15, 11));

        Assert.Equal(new PixelSize(15, 11), moved.Size);
        for (int y = 0; y < 11; y++)
        {
            for (int x = 0; x < 15; x++)
            {
                bool isInside = x is >= 4 and < 13 && y is >= 3 and < 10;
                Assert.Equal(isInside ? (x - 4 + y - 3) % 3 / 2f : 0f, moved[x, y]);
            }
        }
    }
}
