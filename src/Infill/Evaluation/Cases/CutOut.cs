using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>Reads pictures of single objects on transparent ground.</summary>
public static class CutOut
{
    /// <summary>Least longer side of the visible part in pixels: smaller ones are icons.</summary>
    public const int LeastSide = 100;

    /// <summary>Alpha from here on counts as visible.</summary>
    private const float Visible = 0.5f;

    /// <summary>Photos have nearly as many colours as pixels, drawings a few; the share that parts the two in Debian's stamps.</summary>
    private const double LeastColorShare = 0.4;

    /// <summary>Thinner things than this share of their box would be hidden by no mask worth filling.</summary>
    private const double LeastArea = 0.25;

    /// <summary>The visible part of a cut-out: sRGB with straight alpha, four channels.</summary>
    /// <param name="path">Picture with alpha.</param>
    /// <param name="side">Longer side in pixels to scale down to; 0 = as it is.</param>
    /// <exception cref="ImageFileException">Not a readable picture.</exception>
    /// <exception cref="InvalidRequestException">It has no transparent pixel, or no visible one.</exception>
    public static FloatImage Load(string path, int side = 0)
    {
        Image image = ImageFile.Load(path);
        if (!image.Format.HasAlpha)
        {
            throw new InvalidRequestException([$"{path} is {image.Format}; a cut-out needs an alpha channel."]);
        }

        PixelRect bounds = MaskImage.FromImage(image, MaskPolarity.OpaqueFills).FindBounds();
        if (bounds.IsEmpty)
        {
            throw new InvalidRequestException([$"{path} is transparent everywhere; a cut-out needs something to see."]);
        }

        // Scaled whole, so that the visible part has the side that was asked for.
        double scale = side > 0 ? Math.Min(1, (double)side / Math.Max(bounds.Width, bounds.Height)) : 1;
        var size = new PixelSize(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        Image scaled = AreaResample.Reduce(image, size);
        PixelRect visible = MaskImage.FromImage(scaled, MaskPolarity.OpaqueFills).FindBounds();
        FloatImage pixels = visible.IsEmpty ? new FloatImage(3, new PixelSize(1, 1)) : ColorProfile.ToSrgb(scaled, visible);
        return pixels.Channels == 4 ? pixels : throw new InvalidRequestException([$"{path} has no transparent pixel around what it shows; it is no cut-out."]);
    }

    /// <summary>True if the file can be read, is large enough, solid enough, and a photo rather than a drawing.</summary>
    public static bool IsUsable(string path)
    {
        try
        {
            ImageHeader header = ImageFile.ReadHeader(path);
            return header.Format.HasAlpha && Math.Max(header.Size.Width, header.Size.Height) >= LeastSide && IsPhoto(Load(path));
        }
        catch (Exception reason) when (reason is ImageFileException or InvalidRequestException)
        {
            return false;
        }
    }

    private static bool IsPhoto(FloatImage cut)
    {
        var colors = new HashSet<int>();
        int visible = 0;
        for (int i = 0; i < cut.Plane(3).Length; i++)
        {
            if (cut.Plane(3)[i] >= Visible)
            {
                visible++;
                colors.Add((int)(cut.Plane(0)[i] * 255) | ((int)(cut.Plane(1)[i] * 255) << 8) | ((int)(cut.Plane(2)[i] * 255) << 16));
            }
        }

        return Math.Max(cut.Width, cut.Height) >= LeastSide && visible >= LeastArea * cut.Size.Area && colors.Count >= LeastColorShare * visible;
    }
}
