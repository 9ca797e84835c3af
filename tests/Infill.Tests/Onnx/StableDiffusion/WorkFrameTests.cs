using CsCheck;
using Infill.Imaging;
using Infill.Onnx.StableDiffusion;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class WorkFrameTests
{
    private static readonly Gen<WorkFrame> AnyFrame =
        Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 3000], Gen.OneOf(128, 512, 768, 1024)).Select((w, h, side) => WorkFrame.For(new PixelSize(w, h), side, 8));

    [Theory]
    [InlineData(512, 512, 512, 512, 512, 512, 512)] // the native square, untouched
    [InlineData(512, 600, 500, 600, 500, 600, 504)] // near the native area: own pixels, padded to whole latents
    [InlineData(512, 517, 389, 517, 389, 520, 392)]
    [InlineData(512, 400, 300, 591, 443, 592, 448)] // below: enlarged to the native area, aspect kept
    [InlineData(512, 64, 64, 512, 512, 512, 512)]
    [InlineData(512, 2000, 1500, 724, 543, 728, 544)] // above: shrunk to 1½ native areas, not to one
    [InlineData(512, 1280, 200, 1280, 200, 1280, 200)] // wide, of native area
    [InlineData(1024, 1024, 1024, 1024, 1024, 1024, 1024)]
    [InlineData(512, 4000, 10, 2048, 5, 2048, 64)] // a strip: longest side 4 native sides, shortest 8 latents
    [InlineData(128, 1, 1, 128, 128, 128, 128)]
    public void For_Tile_IsTheTable(int side, int width, int height, int scaledWidth, int scaledHeight, int workWidth, int workHeight)
    {
        WorkFrame frame = WorkFrame.For(new PixelSize(width, height), side, 8);

        Assert.Equal((new PixelSize(scaledWidth, scaledHeight), new PixelSize(workWidth, workHeight)), (frame.Scaled, frame.Work));
    }

    [Fact]
    public void For_AnyTile_KeepsItsLaws() => Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 5000], Gen.OneOf(128, 512, 768, 1024)).Sample((width, height, side) =>
    {
        WorkFrame frame = WorkFrame.For(new PixelSize(width, height), side, 8);

        Assert.Equal((0, 0), (frame.Work.Width % 8, frame.Work.Height % 8));
        Assert.True(frame.Work.Bounds.Contains(frame.Inner));
        Assert.InRange(frame.Work.Width - frame.Scaled.Width, 0, Math.Max(7, 64 - frame.Scaled.Width));
        Assert.InRange(frame.Work.Height - frame.Scaled.Height, 0, Math.Max(7, 64 - frame.Scaled.Height));
        Assert.True(frame.Scaled.Area <= (1.5 * side * side) + frame.Scaled.Width + frame.Scaled.Height);

        // Half a pixel of rounding in each direction is all that the aspect may lose.
        double scale = Math.Sqrt(frame.Scaled.Area / ((double)width * height));
        Assert.True(scale <= 4 * side);
        Assert.InRange(frame.Scaled.Width, frame.Scaled.Height == 1 ? 1 : Math.Max(1, (frame.Scaled.Height - 0.5) * width / height) - 1, Math.Max(1, (frame.Scaled.Height + 0.5) * width / height) + 1);
    });

    [Fact]
    public void Enter_AndLeave_GiveTheTilesSize() => AnyFrame.Where(f => f.Tile.Area < 400_000).Sample(
        frame =>
        {
            var picture = new FloatImage(3, frame.Tile);
            picture.Values.AsSpan().Fill(0.25f);

            FloatImage work = frame.Enter(picture);
            FloatImage back = frame.Leave(work);

            Assert.Equal((frame.Work, frame.Tile), (work.Size, back.Size));
            Assert.All(back.Values, v => Assert.Equal(0.25f, v, 1e-5f));
        },
        iter: 20);

    [Fact]
    public void Leave_NativeTile_GivesEveryPixelBack()
    {
        var frame = WorkFrame.For(new PixelSize(117, 139), 128, 8);
        FloatImage picture = TestTiles.Texture(frame.Tile, new PixelRect(0, 0, 1, 1)).Image;

        Assert.True(frame.IsNative);
        Assert.Equal(picture.Values, frame.Leave(frame.Enter(picture)).Values);
    }

    [Fact]
    public void Enter_OnePixelOfAnyTile_NeverVanishes() => AnyFrame.SelectMany(f => Gen.Select(Gen.Const(f), Gen.Int[0, f.Tile.Width - 1], Gen.Int[0, f.Tile.Height - 1])).Sample(
        (frame, x, y) =>
        {
            var mask = new Mask(frame.Tile, new PixelRect(x, y, 1, 1));
            mask[x, y] = 0.4f;

            Mask work = frame.Enter(mask);

            Assert.Equal(frame.Work, work.Size);
            Assert.Equal(0.4f, work.Values.Max());
        },
        iter: 60);

    [Fact]
    public void Enter_HoleAtTheBorder_GoesOnInThePadding()
    {
        var frame = WorkFrame.For(new PixelSize(125, 121), 128, 8);
        Mask mask = TestTiles.RectMask(frame.Tile, new PixelRect(0, 40, 20, 20));

        Mask work = frame.Enter(mask);

        Assert.True(frame is { Left: 1, Top: 3 });
        Assert.Equal(1f, work[0, 50]);
        Assert.Equal(0f, work[0, 20]);
    }

    [Fact]
    public void Enter_Padding_RepeatsTheBorder()
    {
        var frame = WorkFrame.For(new PixelSize(125, 121), 128, 8);
        FloatImage picture = TestTiles.Texture(frame.Tile, new PixelRect(0, 0, 1, 1)).Image;

        FloatImage work = frame.Enter(picture);

        Assert.Equal(picture[1, 0, 0], work[1, 0, 0]);
        Assert.Equal(picture[2, 124, 120], work[2, 127, 127]);
        Assert.Equal(picture[0, 60, 0], work[0, 61, 1]);
    }
}
