using Infill.Imaging;

namespace Infill.Cli.Traces;

/// <summary>Makes every stage of a region visible.</summary>
internal static class StagePictures
{
    private static readonly PixelFormat Rgb8 = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 8);

    /// <summary>One picture per stage with its label, in the pipeline's order; what an engine does not tell is left out.</summary>
    public static IReadOnlyList<(string Label, Image Picture)> Of(RegionStages stages)
    {
        var pictures = new List<(string, Image)>
        {
            ("original", FromTile(stages.Original)),
            ("denoise", FromMask(stages.Denoise)),
            ("composite", FromMask(stages.Composite)),
            ("generated", FromTile(stages.Generated)),
            ("blended", FromTile(stages.Blended)),
        };
        if (stages.Previews.Count > 0)
        {
            pictures.Add(("steps", PreviewStrip.Draw(stages.Previews)));
        }

        if (stages.Confidence is FloatImage confidence)
        {
            pictures.Add(("confidence", HeatMap(confidence, stages.Denoise)));
        }

        if (stages.Sources is int[] sources)
        {
            pictures.Add(("sources", SourceMap(sources, stages.Original)));
        }

        return pictures;
    }

    private static Image FromTile(FloatImage tile)
    {
        var picture = new Image(tile.Size, new PixelFormat(ColorModel.Rgb, tile.Channels == 4, 8));
        for (int c = 0; c < tile.Channels; c++)
        {
            ReadOnlySpan<float> plane = tile.Plane(c);
            for (int i = 0; i < plane.Length; i++)
            {
                picture.Samples8[(i * tile.Channels) + c] = ToByte(plane[i]);
            }
        }

        return picture;
    }

    private static Image FromMask(Mask mask)
    {
        var picture = new Image(mask.Size, new PixelFormat(ColorModel.Grey, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < picture.Samples8.Length; i++)
        {
            picture.Samples8[i] = ToByte(mask[i % mask.Width, i / mask.Width]);
        }

        return picture;
    }

    /// <summary>Red = guessed, yellow, green = sure; dark where nothing was filled.</summary>
    private static Image HeatMap(FloatImage confidence, Mask hole)
    {
        var picture = new Image(confidence.Size, Rgb8);
        for (int i = 0; i < confidence.Width * confidence.Height; i++)
        {
            if (hole[i % hole.Width, i / hole.Width] > 0)
            {
                float sure = confidence.Values[i];
                picture.Samples8[i * 3] = ToByte(2 - (2 * sure));
                picture.Samples8[(i * 3) + 1] = ToByte(2 * sure);
            }
        }

        return picture;
    }

    /// <summary>Where each pixel was copied from: red = the source's column, green = its row; the dimmed original where nothing was copied.</summary>
    private static Image SourceMap(int[] sources, FloatImage original)
    {
        const float Dim = 0.35f;
        var picture = new Image(original.Size, Rgb8);
        for (int i = 0; i < sources.Length; i++)
        {
            Span<byte> pixel = picture.Samples8.AsSpan(i * 3, 3);
            int from = sources[i];
            for (int c = 0; c < 3; c++)
            {
                pixel[c] = from >= 0 ? (byte)(byte.MaxValue / 2) : ToByte(original.Plane(c)[i] * Dim);
            }

            if (from >= 0)
            {
                pixel[0] = ToByte((float)(from % original.Width) / original.Width);
                pixel[1] = ToByte((float)(from / original.Width) / original.Height);
            }
        }

        return picture;
    }

    private static byte ToByte(float value) => (byte)MathF.Round(Math.Clamp(value, 0f, 1f) * byte.MaxValue);
}
