using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Quality;
using Infill.Tests.Support;

namespace Infill.Tests.Quality;

/// <summary>Pictures with texture, grain, slow colours and a few edges: enough for every detector to have something to go by.</summary>
internal static class QualityScenes
{
    public const int Width = 300;
    public const int Height = 280;

    public static readonly PixelSize Size = new(Width, Height);
    public static readonly HoleSpec Hole = new(HoleShape.Disc, 150, 140, 36, 1);

    /// <summary>A photo of its own for each seed.</summary>
    public static Image Photo(uint seed = 1) => ToImage(Tones(seed));

    public static FloatImage Tones(uint seed)
    {
        var image = new FloatImage(3, Size);
        float[] texture = Gaussian.Blur(Noise(seed), Size, 2);
        float[] broad = Gaussian.Blur(Noise(seed + 100), Size, 12);
        float[] grain = Noise(seed + 200);
        for (int i = 0; i < texture.Length; i++)
        {
            (int x, int y) = (i % Width, i / Width);
            float edge = (x + (2 * y)) % 140 < 70 ? 0.06f : -0.06f;
            for (int c = 0; c < 3; c++)
            {
                float tone = 0.5f + (0.1f * (float)(seed % 3)) - 0.1f + (0.05f * c * (seed % 2 == 0 ? 1 : -1));
                image[c, x, y] = tone + edge + (0.5f * texture[i]) + (0.8f * broad[i]) + (0.03f * grain[i]);
            }
        }

        return image;
    }

    public static Image ToImage(FloatImage tones, PixelFormat? format = null)
    {
        FloatImage clipped = tones.Clone();
        foreach (ref float value in clipped.Values.AsSpan())
        {
            value = Math.Clamp(value, 0f, 1f);
        }

        return ColorProfile.FromSrgb(clipped, format ?? Pictures.Rgb8, ImageMetadata.None);
    }

    public static Mask Disc(int x = 150, int y = 140, int radius = 36) => HoleOutline.Draw(Size, new HoleSpec(HoleShape.Disc, x, y, radius, 1));

    public static FillView View(Image image, Mask? hole = null)
    {
        Mask mask = hole ?? Disc();
        return FillView.Cut(image, mask, mask.FindBounds());
    }

    /// <summary>The photo with a function of channel, place and value inside the hole.</summary>
    public static Image Change(Image photo, Mask hole, Func<int, int, int, float, float> change)
    {
        FloatImage tones = ColorProfile.ToSrgb(photo, photo.Size.Bounds);
        FloatImage changed = tones.Clone();
        for (int y = 0; y < photo.Height; y++)
        {
            for (int x = 0; x < photo.Width; x++)
            {
                for (int c = 0; c < 3 && hole[x, y] > 0; c++)
                {
                    changed[c, x, y] = change(c, x, y, tones[c, x, y]);
                }
            }
        }

        return ToImage(changed);
    }

    public static Image Blur(Image photo, Mask hole, double sigma)
    {
        FloatImage tones = ColorProfile.ToSrgb(photo, photo.Size.Bounds);
        float[][] planes = [.. Enumerable.Range(0, 3).Select(c => Gaussian.Blur(tones.Plane(c), photo.Size, sigma))];
        return Change(photo, hole, (c, x, y, _) => planes[c][(y * photo.Width) + x]);
    }

    public static FillScene Scene(int seed = 1, uint photo = 1) => FillScene.Cut(Photo(photo), Hole, Photo(photo + 5), seed);

    private static float[] Noise(uint seed)
    {
        float[] noise = new float[Width * Height];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (TestPictures.Hash(seed, (uint)i) / (float)uint.MaxValue * 2) - 1;
        }

        return noise;
    }
}
