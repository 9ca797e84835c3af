using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Server.Running;

/// <summary>Draws a picture as it stands during a run: small, with the engine's preview in the region at work.</summary>
internal sealed class PreviewPainter
{
    /// <summary>Longer side of what is drawn, at most.</summary>
    public const int MostPx = 1024;

    private readonly FloatImage _ground;
    private readonly double _scale;
    private readonly PixelSize _size;
    private readonly IReadOnlyList<CropPlan> _regions;

    /// <summary>Makes the ground ready.</summary>
    /// <param name="request">What is run.</param>
    /// <param name="forecast">Its regions.</param>
    public PreviewPainter(InpaintRequest request, InpaintForecast forecast)
    {
        Image small = AreaResample.ToMaxSide(request.Image, MostPx);
        FloatImage shown = ColorProfile.ToSrgb(small, small.Size.Bounds);
        _ground = new FloatImage(3, small.Size);
        shown.Values.AsSpan(0, _ground.Values.Length).CopyTo(_ground.Values);
        _size = request.Image.Size;
        _scale = (double)_size.Width / small.Width;
        _regions = forecast.Regions;
    }

    /// <summary>Size of what is drawn.</summary>
    public PixelSize Size => _ground.Size;

    /// <summary>The picture as a PNG file.</summary>
    /// <param name="progress">Where the run stands.</param>
    /// <returns>Null if the engine shows nothing, or the run has other regions than foreseen: another attempt with another context.</returns>
    public byte[]? Paint(StageProgress progress)
    {
        if (progress.Preview is not { Channels: >= 3 } preview || progress.Region < 1 || progress.Regions != _regions.Count)
        {
            return null;
        }

        CropPlan region = _regions[progress.Region - 1];
        var hole = new Mask(_size, region.HoleInImage);
        foreach (PixelRun run in region.Runs)
        {
            hole.WindowRow(run.Y - hole.Window.Y).Slice(run.X - hole.Window.X, run.Length).Fill(1f);
        }

        FloatImage drawn = _ground.Clone();
        for (int y = 0; y < drawn.Height; y++)
        {
            for (int x = 0; x < drawn.Width; x++)
            {
                Draw(drawn, (x, y), preview, hole, region.SourceInImage);
            }
        }

        return ImageFile.Encode(ColorProfile.FromSrgb(drawn, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), ImageMetadata.None), FileFormat.Png);
    }

    private void Draw(FloatImage drawn, (int X, int Y) at, FloatImage preview, Mask hole, PixelRect source)
    {
        // Centres of pixels: in the picture, then in the preview of the region.
        double imageX = (at.X + 0.5) * _scale, imageY = (at.Y + 0.5) * _scale;
        if (hole[Math.Min(_size.Width - 1, (int)imageX), Math.Min(_size.Height - 1, (int)imageY)] == 0)
        {
            return;
        }

        double u = ((imageX - source.X) / source.Width * preview.Width) - 0.5, v = ((imageY - source.Y) / source.Height * preview.Height) - 0.5;
        int left = Math.Clamp((int)Math.Floor(u), 0, preview.Width - 1), top = Math.Clamp((int)Math.Floor(v), 0, preview.Height - 1);
        int right = Math.Min(left + 1, preview.Width - 1), bottom = Math.Min(top + 1, preview.Height - 1);
        float fx = (float)Math.Clamp(u - left, 0, 1), fy = (float)Math.Clamp(v - top, 0, 1);
        for (int c = 0; c < 3; c++)
        {
            float above = preview[c, left, top] + (fx * (preview[c, right, top] - preview[c, left, top]));
            float below = preview[c, left, bottom] + (fx * (preview[c, right, bottom] - preview[c, left, bottom]));
            drawn[c, at.X, at.Y] = above + (fy * (below - above));
        }
    }
}
