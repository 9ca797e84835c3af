using Infill.Imaging;

namespace Infill.Onnx.MaskModels;

/// <summary>A picture as mask models are shown it: sRGB, opaque, at a size of their own.</summary>
internal static class SeenPicture
{
    /// <summary>Scales a picture, each side by itself, by area means where it becomes smaller and Lanczos' kernel where larger.</summary>
    /// <param name="image">Any format; transparency lies over white. Not modified.</param>
    /// <param name="size">At least 1×1.</param>
    /// <returns>Three channels, 0…1.</returns>
    public static FloatImage Of(Image image, PixelSize size)
    {
        var reduced = new PixelSize(Math.Min(size.Width, image.Width), Math.Min(size.Height, image.Height));
        Image small = reduced == image.Size ? image : AreaResample.Reduce(image, reduced);
        FloatImage seen = Opaque(ColorProfile.ToSrgb(small, small.Size.Bounds));
        if (seen.Size != size)
        {
            seen = Lanczos.Resize(seen, size);
        }

        foreach (ref float value in seen.Values.AsSpan())
        {
            value = Math.Clamp(value, 0f, 1f);
        }

        return seen;
    }

    /// <summary>A tensor of the picture, each channel shifted and scaled as ImageNet's networks want it, with zeros right of and below it.</summary>
    /// <param name="seen">Three channels.</param>
    /// <param name="canvas">Size of the tensor, not smaller than the picture.</param>
    public static OnnxTensor Normalised(FloatImage seen, PixelSize canvas)
    {
        ReadOnlySpan<float> mean = [0.485f, 0.456f, 0.406f], deviation = [0.229f, 0.224f, 0.225f];
        float[] values = new float[3 * canvas.Area];
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < seen.Height; y++)
            {
                ReadOnlySpan<float> row = seen.Row(c, y);
                Span<float> target = values.AsSpan((int)((c * canvas.Area) + ((long)y * canvas.Width)), row.Length);
                for (int x = 0; x < row.Length; x++)
                {
                    target[x] = (row[x] - mean[c]) / deviation[c];
                }
            }
        }

        return new OnnxTensor(values, 1, 3, canvas.Height, canvas.Width);
    }

    private static FloatImage Opaque(FloatImage picture)
    {
        if (picture.Channels == 3)
        {
            return picture;
        }

        var opaque = new FloatImage(3, picture.Size);
        for (int i = 0; i < opaque.Values.Length; i++)
        {
            float alpha = picture.Plane(3)[i % (int)picture.Size.Area];
            opaque.Values[i] = 1f + ((picture.Values[i] - 1f) * alpha);
        }

        return opaque;
    }
}
