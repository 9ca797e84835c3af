using Infill.Diffusion;
using Infill.Engines;
using Infill.Engines.Patch;
using Infill.Engines.Smooth;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Onnx.StableDiffusion;

/// <summary>What a model is shown of a tile: three colours, nothing transparent, the hole as asked for, and no other region's old content.</summary>
internal static class ShownPicture
{
    private const float Grey = 0.5f;

    /// <summary>Makes it; the tile is not modified.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="content">What the hole holds.</param>
    /// <param name="options">Seed and threads.</param>
    /// <param name="cancellationToken">Passed to the engines that help.</param>
    public static FloatImage Of(Tile tile, HoleContent content, FillOptions options, CancellationToken cancellationToken)
    {
        Tile opaque = tile with { Image = OnGrey(tile.Image) };
        FloatImage shown = opaque.Image;
        if (tile.Unknown is Mask unknown && unknown.CountFilled() > 0)
        {
            shown = Mix(shown, unknown, Smoothed(opaque, options, cancellationToken));
        }

        return content switch
        {
            HoleContent.Original => shown,
            HoleContent.Neutral => Mix(shown, tile.Mask, Constant(shown)),
            HoleContent.Noise => Mix(shown, tile.Mask, Random(shown, options.Seed)),
            HoleContent.Patch => Mix(shown, tile.Mask, Patched(opaque, options, cancellationToken)),
            _ => Mix(shown, tile.Mask, Smoothed(opaque, options, cancellationToken)),
        };
    }

    private static FloatImage OnGrey(FloatImage image)
    {
        const int Colors = 3;
        if (image.Channels == Colors)
        {
            return image;
        }

        var flat = new FloatImage(Colors, image.Size);
        ReadOnlySpan<float> alpha = image.Plane(Colors);
        for (int c = 0; c < Colors; c++)
        {
            for (int i = 0; i < alpha.Length; i++)
            {
                flat.Plane(c)[i] = (image.Plane(c)[i] * alpha[i]) + (Grey * (1f - alpha[i]));
            }
        }

        return flat;
    }

    // Everything that is not known, the hole and those of other regions: the engine fills what the mask marks.
    private static FloatImage Smoothed(Tile tile, FillOptions options, CancellationToken cancellationToken)
    {
        Mask all = tile.Mask.Crop(tile.Image.Size.Bounds);
        float[] unknown = tile.Unknown?.Crop(tile.Image.Size.Bounds).Values ?? [];
        for (int i = 0; i < unknown.Length; i++)
        {
            all.Values[i] = Math.Max(all.Values[i], unknown[i]);
        }

        // The engine has nothing to go by where nothing is known.
        if (!all.Values.AsSpan().Contains(0f))
        {
            return Constant(tile.Image);
        }

        using var engine = new SmoothEngine();
        return engine.Fill(tile with { Mask = all, Exclude = null, Unknown = null }, options, null, cancellationToken).Image;
    }

    private static FloatImage Patched(Tile tile, FillOptions options, CancellationToken cancellationToken)
    {
        using var engine = new PatchEngine();
        return engine.Fill(tile, options with { Prompt = null, Diffusion = null }, null, cancellationToken).Image;
    }

    private static FloatImage Constant(FloatImage like)
    {
        var grey = new FloatImage(like.Channels, like.Size);
        Array.Fill(grey.Values, Grey);
        return grey;
    }

    private static FloatImage Random(FloatImage like, int seed)
    {
        var noise = new FloatImage(like.Channels, like.Size);
        for (int i = 0; i < noise.Values.Length; i++)
        {
            noise.Values[i] = CounterRandom.ToUnit(CounterRandom.Bits((uint)seed, (uint)i));
        }

        return noise;
    }

    private static FloatImage Mix(FloatImage known, Mask mask, FloatImage fill)
    {
        FloatImage mixed = known.Clone();
        for (int y = mask.Window.Y; y < mask.Window.Bottom; y++)
        {
            for (int x = mask.Window.X; x < mask.Window.Right; x++)
            {
                // By value: what a soft mask frees late begins as the picture.
                float share = mask[x, y];
                for (int c = 0; c < mixed.Channels && share > 0; c++)
                {
                    mixed[c, x, y] += share * (fill[c, x, y] - mixed[c, x, y]);
                }
            }
        }

        return mixed;
    }
}
