using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Shows a mask on its picture.</summary>
public static class MaskPreview
{
    private const float TintStrength = 0.55f;

    // Pictures from this size on are looked at scaled down, where a contour of one pixel vanishes.
    private const int LargeSide = 1200;

    private static readonly byte[] Tint = [255, 0, 0];
    private static readonly byte[] ShadowTint = [40, 90, 255];
    private static readonly byte[] Contour = [255, 255, 0];

    /// <summary>The picture with the mask in red by its value and a yellow contour just inside its edge.</summary>
    /// <param name="image">Any format; alpha lies over white, CMYK is converted without its profile: good enough to look at.</param>
    /// <param name="mask">Of the picture's size.</param>
    /// <returns>8-bit RGB of the same size with the ICC profile of an RGB picture; the contour is 2 pixels wide in pictures from 1200 pixels, else 1.</returns>
    /// <exception cref="ArgumentException">Picture and mask differ in size.</exception>
    public static Image Overlay(Image image, Mask mask) => Overlay(image, mask, new Mask(mask.Size, default));

    /// <summary>As above, with the shadows that belong to the mask in blue.</summary>
    /// <param name="image">As above.</param>
    /// <param name="mask">As above; where it lies over a shadow, it is shown.</param>
    /// <param name="shadow">Of the picture's size.</param>
    /// <exception cref="ArgumentException">Picture, mask and shadow differ in size.</exception>
    public static Image Overlay(Image image, Mask mask, Mask shadow)
    {
        ArgumentNullException.ThrowIfNull(shadow);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        if (image.Size != mask.Size || image.Size != shadow.Size)
        {
            throw new ArgumentException($"Mask is {mask.Size}, picture is {image.Size}; both must have the same size.", nameof(mask));
        }

        var preview = new Image(image.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8), new ImageMetadata
        {
            IccProfile = image.Format.Model == ColorModel.Rgb ? image.Metadata.IccProfile : null,
        });
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                WritePixel(image, x, y, preview.Samples8.AsSpan((int)preview.SampleIndex(x, y), 3));
            }
        }

        DrawMask(preview, shadow.WithWindow(shadow.FindBounds()), ShadowTint);
        DrawMask(preview, mask.WithWindow(mask.FindBounds()), Tint);
        return preview;
    }

    private static void WritePixel(Image image, int x, int y, Span<byte> rgb)
    {
        float scale = 1f / image.Format.MaxValue;
        float alpha = image.Format.HasAlpha ? image[x, y, image.Format.ColorChannels] * scale : 1f;
        for (int c = 0; c < 3; c++)
        {
            float value = image.Format.Model switch
            {
                ColorModel.Grey => image[x, y, 0] * scale,
                ColorModel.Rgb => image[x, y, c] * scale,
                _ => (1f - (image[x, y, c] * scale)) * (1f - (image[x, y, 3] * scale)),
            };
            rgb[c] = (byte)MathF.Round(255f * (1f + ((value - 1f) * alpha)));
        }
    }

    private static void DrawMask(Image preview, Mask mask, byte[] tint)
    {
        int contourPx = Math.Max(preview.Width, preview.Height) >= LargeSide ? 2 : 1;
        float[] distance = DistanceTransform.ToKept(mask);
        for (int i = 0; i < distance.Length; i++)
        {
            int x = mask.Window.X + (i % mask.Window.Width), y = mask.Window.Y + (i / mask.Window.Width);
            Span<byte> rgb = preview.Samples8.AsSpan((int)preview.SampleIndex(x, y), 3);
            bool isContour = distance[i] > 0 && distance[i] <= contourPx;
            for (int c = 0; c < 3; c++)
            {
                float tinted = rgb[c] + ((tint[c] - rgb[c]) * TintStrength * mask.Values[i]);
                rgb[c] = isContour ? Contour[c] : (byte)MathF.Round(tinted);
            }
        }
    }
}
