using Infill.Evaluation.Cases;
using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Evaluation.Calibrating;

/// <summary>One hole in one photo with what is needed to spoil it: the truth in sRGB and Lab, depths, another photo, numbers by chance.</summary>
internal sealed class FillScene
{
    /// <summary>Surroundings that are cut out with the hole, in pixels.</summary>
    private const int Margin = 140;

    private static readonly PixelFormat Format = new(ColorModel.Rgb, HasAlpha: false, BitDepth: 8);

    private readonly int _seed;

    private FillScene(FloatImage truth, Mask hole, Image other, int seed)
    {
        (Truth, Hole, Other, _seed) = (truth, hole, other, seed);
        Lab = CieLab.FromSrgb(truth);
        Depth = DistanceTransform.ToKept(hole);
        Radius = Math.Sqrt(hole.CountFilled() / Math.PI);
    }

    /// <summary>sRGB of the photo around the hole.</summary>
    public FloatImage Truth { get; }

    /// <summary>The same in Lab.</summary>
    public FloatImage Lab { get; }

    /// <summary>The hole, with a window over the whole scene.</summary>
    public Mask Hole { get; }

    /// <summary>Pixels to the nearest kept one, 0 outside the hole.</summary>
    public float[] Depth { get; }

    /// <summary>Radius of a disc of the hole's area, in pixels.</summary>
    public double Radius { get; }

    /// <summary>A photo of something else.</summary>
    public Image Other { get; }

    public int Width => Truth.Width;

    public int Height => Truth.Height;

    /// <summary>The middle of the hole's bounds.</summary>
    public (int X, int Y) Centre
    {
        get
        {
            PixelRect bounds = Hole.FindBounds();
            return (bounds.X + (bounds.Width / 2), bounds.Y + (bounds.Height / 2));
        }
    }

    /// <summary>True if a square around (x, y) lies in the scene.</summary>
    public bool Contains(int x, int y, int half) => Truth.Size.Bounds.Inflate(-half).Contains(x, y);

    /// <summary>Cuts a scene.</summary>
    /// <param name="photo">8-bit sRGB.</param>
    /// <param name="hole">The hole to be.</param>
    /// <param name="other">Where foreign content comes from.</param>
    /// <param name="seed">Chooses every strength and place.</param>
    public static FillScene Cut(Image photo, HoleSpec hole, Image other, int seed)
    {
        Mask mask = HoleOutline.Draw(photo.Size, hole);
        PixelRect rect = mask.FindBounds().Inflate(Margin).Intersect(photo.Size.Bounds);
        return new FillScene(ColorProfile.ToSrgb(photo, rect), mask.Crop(rect), other, seed);
    }

    /// <summary>A number in a range; the same draw gives the same number.</summary>
    public double Draw(int draw, double from, double to) => from + ((to - from) * HashNoise.Uniform(_seed & HashNoise.MaxSeed, _seed >> 16, draw));

    /// <summary>A normal number.</summary>
    public double Normal(int index, int draw) => HashNoise.Normal(_seed & HashNoise.MaxSeed, index, draw + 1000);

    /// <summary>A direction in Lab of a length.</summary>
    public (double L, double A, double B) Direction(int draw, double length)
    {
        (double l, double a, double b) = (Normal(draw, 0), Normal(draw, 1), Normal(draw, 2));
        double scale = length / Math.Max(1e-6, Math.Sqrt((l * l) + (a * a) + (b * b)));
        return (l * scale, a * scale, b * scale);
    }

    /// <summary>A part of the other photo of the scene's size; its edge repeats where it is smaller.</summary>
    public FloatImage Foreign(int draw)
    {
        var size = new PixelSize(Math.Min(Width, Other.Width), Math.Min(Height, Other.Height));
        var from = new PixelRect((int)Draw(draw, 0, Other.Width - size.Width), (int)Draw(draw + 1, 0, Other.Height - size.Height), size.Width, size.Height);
        FloatImage cut = ColorProfile.ToSrgb(Other, from);
        return Make((c, x, y) => cut[c, Math.Min(x, size.Width - 1), Math.Min(y, size.Height - 1)]);
    }

    /// <summary>A picture of the scene's size, value by value.</summary>
    public FloatImage Make(Func<int, int, int, float> value)
    {
        var image = new FloatImage(3, Truth.Size);
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < Height; y++)
            {
                Span<float> row = image.Row(c, y);
                for (int x = 0; x < Width; x++)
                {
                    row[x] = value(c, x, y);
                }
            }
        }

        return image;
    }

    /// <summary>The truth with a Lab vector added inside the hole, as much of it as a share says.</summary>
    public FloatImage AddLab((double L, double A, double B) vector, Func<int, double> share)
    {
        FloatImage lab = Lab.Clone();
        for (int i = 0; i < Depth.Length; i++)
        {
            double amount = Depth[i] > 0 ? share(i) : 0;
            lab.Plane(0)[i] += (float)(amount * vector.L);
            lab.Plane(1)[i] += (float)(amount * vector.A);
            lab.Plane(2)[i] += (float)(amount * vector.B);
        }

        return CieLab.ToSrgb(lab);
    }

    /// <summary>Mean Lab distance of a fill from the truth over the hole.</summary>
    public double Difference(FloatImage fill)
    {
        FloatImage lab = CieLab.FromSrgb(fill);
        (double sum, int count) = (0, 0);
        for (int i = 0; i < Depth.Length; i++)
        {
            if (Depth[i] > 0)
            {
                double l = lab.Plane(0)[i] - Lab.Plane(0)[i], a = lab.Plane(1)[i] - Lab.Plane(1)[i], b = lab.Plane(2)[i] - Lab.Plane(2)[i];
                (sum, count) = (sum + Math.Sqrt((l * l) + (a * a) + (b * b)), count + 1);
            }
        }

        return sum / count;
    }

    /// <summary>A fill as the gate gets it: 8 bit, inside the hole only, over a ground.</summary>
    public Image Finish(FloatImage fill, FloatImage? ground = null)
    {
        FloatImage under = ground ?? Truth;
        return ColorProfile.FromSrgb(
            Make((c, x, y) => Math.Clamp(Depth[(y * Width) + x] > 0 ? fill[c, x, y] : under[c, x, y], 0f, 1f)), Format, ImageMetadata.None);
    }
}
