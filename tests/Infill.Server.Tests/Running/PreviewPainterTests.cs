using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;
using Infill.Server.Running;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Server.Tests.Running;

/// <summary>A picture on its way shows the preview in the hole, where the hole is, and nothing else differs.</summary>
public sealed class PreviewPainterTests
{
    private static readonly PixelRect Hole = new(30, 20, 16, 12);

    [Fact]
    public void Paint_Preview_StandsInTheHoleOnly()
    {
        Image image = Pictures.Noise(90, 70);
        PreviewPainter painter = Painter(image);

        Image drawn = ImageFile.Load(painter.Paint(Progress(Flat(0.5f)))!, null, CancellationToken.None);

        for (int i = 0; i < image.Size.Area; i++)
        {
            (int x, int y) = (i % image.Width, i / image.Width);
            Assert.Equal(Hole.Contains(x, y) ? 128 : image[x, y, 1], drawn[x, y, 1]);
        }
    }

    [Fact]
    public void Paint_Gradient_RunsAcrossTheRegion()
    {
        var preview = new FloatImage(3, new PixelSize(2, 2));
        for (int c = 0; c < 3; c++)
        {
            (preview[c, 1, 0], preview[c, 1, 1]) = (1f, 1f);
        }

        Image drawn = ImageFile.Load(Painter(Pictures.Flat(90, 70, 0)).Paint(Progress(preview))!, null, CancellationToken.None);

        int[] row = [.. Enumerable.Range(Hole.X, Hole.Width).Select(x => drawn[x, Hole.Y + 5, 0])];
        Assert.Equal(row.Order(), row);
        Assert.True(row[^1] > row[0] + 20, string.Join(' ', row));
    }

    [Fact]
    public void Paint_LargePicture_IsAtMostSoLarge()
    {
        PreviewPainter painter = Painter(Pictures.Noise(1500, 900));

        Assert.Equal(new PixelSize(1024, 614), painter.Size);
        Assert.Equal(painter.Size, ImageFile.ReadHeader(painter.Paint(Progress(Flat(0.25f)))!).Size);
    }

    [Fact]
    public void Paint_NothingToShow_IsNull()
    {
        PreviewPainter painter = Painter(Pictures.Noise(90, 70));

        Assert.Null(painter.Paint(Progress(null)));
        Assert.Null(painter.Paint(Progress(Flat(0.5f)) with { Regions = 2 }));
        Assert.Null(painter.Paint(Progress(Flat(0.5f)) with { Region = 0 }));
    }

    private static StageProgress Progress(FloatImage? preview) => new(Stage.Fill, 1, 1, 3, 10, 0.3) { Preview = preview };

    private static FloatImage Flat(float value)
    {
        var image = new FloatImage(3, new PixelSize(5, 4));
        image.Values.AsSpan().Fill(value);
        return image;
    }

    private static PreviewPainter Painter(Image image)
    {
        InpaintRequest request = FillRegion.ToRequest(image, MaskShapes.Rectangle(image.Size, new MaskPoint(Hole.X, Hole.Y), Hole.Width, Hole.Height));
        return new PreviewPainter(request, new Inpainter(BuiltInEngines.CreateCatalog()).Foresee(request));
    }
}
