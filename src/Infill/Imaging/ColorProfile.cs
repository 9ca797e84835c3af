namespace Infill.Imaging;

/// <summary>Takes rectangles of a picture to sRGB for the engine and brings fills back into the picture's own model, depth and profile.</summary>
/// <remarks>Without an ICC profile, or with one that is sRGB, samples pass exactly (v / max and back). Otherwise libvips
/// converts with relative intent and black point compensation at 16 bits. A profile that libvips cannot read counts as absent,
/// as in viewers. Alpha is never converted.
/// Colours outside sRGB are clipped in the tile only; kept pixels never take this way.</remarks>
public static class ColorProfile
{
    // Rec. 709 on encoded values: exact for equal channels, which is what a fill of a grey picture normally has.
    private const float Red = 0.2126f;
    private const float Green = 0.7152f;
    private const float Blue = 0.0722f;

    /// <summary>A rectangle of a picture as sRGB.</summary>
    /// <param name="image">Any model and depth; not modified.</param>
    /// <param name="rect">Not empty, inside the picture.</param>
    /// <returns>Three channels, or four (straight alpha) if any alpha in the rectangle is below its maximum.</returns>
    /// <exception cref="ArgumentException">The rectangle is empty or reaches outside.</exception>
    /// <exception cref="ImageFileException">The embedded profile cannot be applied.</exception>
    public static FloatImage ToSrgb(Image image, PixelRect rect)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (rect.IsEmpty || !image.Size.Bounds.Contains(rect))
        {
            throw new ArgumentException($"Rectangle {rect} must lie inside the {image.Size} picture and not be empty.", nameof(rect));
        }

        PixelFormat color = image.Format with { HasAlpha = false };
        Image crop = SampleCopy.Crop(image, rect, color);
        bool hasAlpha = SampleCopy.HasTransparency(image, rect);
        var tile = new FloatImage(hasAlpha ? 4 : 3, rect.Size);
        Image srgb = IsSrgb(image) ? crop : VipsIcc.ToSrgb(crop, EmbeddedProfile(image));
        for (int channel = 0; channel < 3; channel++)
        {
            SampleCopy.ToPlane(srgb, srgb.Format.Model == ColorModel.Grey ? 0 : channel, tile.Plane(channel));
        }

        if (hasAlpha)
        {
            SampleCopy.AlphaToPlane(image, rect, tile.Plane(3));
        }

        return tile;
    }

    /// <summary>A tile in a picture's own samples.</summary>
    /// <param name="tile">sRGB 0…1, 3 or 4 channels; values outside are clipped, NaN becomes 0.</param>
    /// <param name="format">Model, depth and alpha wanted. Alpha is opaque if the tile has none, and dropped if the format has none.</param>
    /// <param name="metadata">Names the profile; the result carries it.</param>
    /// <exception cref="ArgumentException">The tile has neither 3 nor 4 channels.</exception>
    /// <exception cref="ImageFileException">The profile cannot be applied backwards.</exception>
    public static Image FromSrgb(FloatImage tile, PixelFormat format, ImageMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(metadata);
        if (tile.Channels is not (3 or 4))
        {
            throw new ArgumentException($"The tile has {tile.Channels} channels, must be 3 or 4.", nameof(tile));
        }

        PixelFormat color = format with { HasAlpha = false };
        var result = new Image(tile.Size, format, metadata);
        if (IsSrgb(color, metadata))
        {
            WriteIdentity(tile, result);
        }
        else
        {
            var srgb = new Image(tile.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 16));
            WriteIdentity(tile, srgb);
            SampleCopy.CopyColor(VipsIcc.FromSrgb(srgb, color, EmbeddedProfile(color, metadata)), result);
        }

        if (format.HasAlpha)
        {
            SampleCopy.WriteAlpha(tile, result);
        }

        return result;
    }

    /// <summary>True if the samples already are sRGB (or grey on sRGB's curve): no profile, a profile of another model, or one that converts to itself.</summary>
    public static bool IsSrgb(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return IsSrgb(image.Format with { HasAlpha = false }, image.Metadata);
    }

    private static bool IsSrgb(PixelFormat color, ImageMetadata metadata) => color.Model != ColorModel.Cmyk
        && (EmbeddedProfile(color, metadata) is not { } profile || VipsIcc.IsSrgb(profile, color.Model));

    private static byte[]? EmbeddedProfile(Image image) => EmbeddedProfile(image.Format, image.Metadata);

    /// <summary>The profile if it fits the samples; a grey picture with an RGB profile is taken as it would be without.</summary>
    private static byte[]? EmbeddedProfile(PixelFormat format, ImageMetadata metadata) =>
        metadata.IccProfile is { } profile && VipsIcc.ModelOf(profile) == format.Model ? profile : null;

    private static void WriteIdentity(FloatImage tile, Image result)
    {
        if (result.Format.Model == ColorModel.Rgb)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                SampleCopy.FromPlane(tile.Plane(channel), result, channel);
            }

            return;
        }

        float[] grey = new float[tile.Size.Area];
        ReadOnlySpan<float> red = tile.Plane(0), green = tile.Plane(1), blue = tile.Plane(2);
        for (int i = 0; i < grey.Length; i++)
        {
            bool isNeutral = red[i] == green[i] && green[i] == blue[i];
            grey[i] = isNeutral ? red[i] : (Red * red[i]) + (Green * green[i]) + (Blue * blue[i]);
        }

        SampleCopy.FromPlane(grey, result, channel: 0);
    }
}
