using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>An object and the ground around it, scaled down to what a search needs, as the logarithm of linear light: there a shadow is a difference.</summary>
internal sealed class ShadowView
{
    /// <summary>Longer side of the object in pixels of the view.</summary>
    public const int ObjectSide = 96;

    private const int WholeSide = 400;

    // Below this share of white, sensors and JPEG leave noise only; the logarithm must not blow it up.
    private const float Floor = 0.006f;

    // Objects throw shadows up to about twice their height; behind or before them shadows are foreshortened.
    private const double ReachAside = 2;
    private const double ReachUpright = 1.2;

    private ShadowView(FloatImage log, Mask taken, PixelRect bounds) => (Log, Taken, Object) = (log, taken, bounds);

    /// <summary>ln(linear light + 0.006) of red, green and blue, and of luminance as the fourth plane, blurred a little.</summary>
    public FloatImage Log { get; }

    /// <summary>Pixels of the object and those that its edge is mixed into: not ground.</summary>
    public Mask Taken { get; }

    /// <summary>Tight bounds of the object in the view.</summary>
    public PixelRect Object { get; }

    /// <summary>The object's own mask in the view.</summary>
    public required Mask Silhouette { get; init; }

    /// <summary>The part of the picture that the view shows.</summary>
    public required PixelRect Window { get; init; }

    /// <summary>View pixels per picture pixel, at most 1.</summary>
    public double Scale => (double)Log.Width / Window.Width;

    /// <summary>The view, or null if the mask marks no object or one of a few pixels.</summary>
    public static ShadowView? Of(Image image, Mask mask, int leastSide)
    {
        PixelRect bounds = mask.FindBounds();
        int side = Math.Max(bounds.Width, bounds.Height);
        if (side < leastSide)
        {
            return null;
        }

        PixelRect window = PixelRect.FromEdges(
            bounds.X - (int)(ReachAside * side), bounds.Y - (int)(ReachUpright * side),
            bounds.Right + (int)(ReachAside * side), bounds.Bottom + (int)(ReachUpright * side)).Intersect(image.Size.Bounds);
        double scale = Math.Min(1, (double)ObjectSide / side);
        var size = new PixelSize(Math.Max(1, (int)Math.Round(window.Width * scale)), Math.Max(1, (int)Math.Round(window.Height * scale)));
        Mask silhouette = Reduce(mask.Crop(window), size);
        PixelRect hard = MaskGrow.Harden(silhouette).FindBounds();
        return hard.IsEmpty ? null : new ShadowView(LogOf(image, window, size), MaskGrow.Grow(silhouette, 2), hard)
        {
            Silhouette = silhouette,
            Window = window,
        };
    }

    /// <summary>A whole picture, without an object, at a size at which shadows of a few percent can be told.</summary>
    public static ShadowView Of(Image image)
    {
        PixelSize size = AreaResample.FitSide(image.Size, WholeSide);
        return new ShadowView(LogOf(image, image.Size.Bounds, size), new Mask(size), default) { Silhouette = new Mask(size), Window = image.Size.Bounds };
    }

    /// <summary>The same ground, asked for one part of it.</summary>
    public ShadowView With(Mask part) => new(Log, Taken, part.FindBounds()) { Silhouette = part, Window = Window };

    /// <summary>Red, green and blue of a part of the view, sRGB-encoded, 0…1.</summary>
    /// <param name="window">In the view.</param>
    public FloatImage ToSrgb(PixelRect window)
    {
        var srgb = new FloatImage(3, window.Size);
        for (int i = 0; i < window.Area; i++)
        {
            (int x, int y) = (window.X + (i % window.Width), window.Y + (i / window.Width));
            for (int c = 0; c < srgb.Channels; c++)
            {
                srgb.Plane(c)[i] = SrgbCurve.Encode(MathF.Max(0, MathF.Exp(Log[c, x, y]) - Floor));
            }
        }

        return srgb;
    }

    /// <summary>A part of the view as relighting looks at it.</summary>
    /// <param name="window">In the view.</param>
    public RelitGround Cut(PixelRect window)
    {
        bool[] isGround = new bool[window.Area], isKept = new bool[window.Area];
        for (int i = 0; i < isGround.Length; i++)
        {
            (int x, int y) = (window.X + (i % window.Width), window.Y + (i / window.Width));
            isGround[i] = Taken[x, y] == 0;
            isKept[i] = Silhouette[x, y] >= MaskGrow.HardValue;
        }

        return new RelitGround(window, ToSrgb(window), new FloatImage(1, new PixelSize(1, 1)), isGround, isKept);
    }

    /// <summary>A mask of the picture's size in the view.</summary>
    public Mask Reduce(Mask mask) => Reduce(mask.Crop(Window), Log.Size);

    /// <summary>Common pixels over all pixels of two masks of the view's size, of those that show ground; values from ½ count, 0 for two empty ones.</summary>
    public double Overlap(Mask first, Mask second)
    {
        (int common, int all) = (0, 0);
        for (int i = 0; i < Log.Size.Area; i++)
        {
            (int x, int y) = (i % Log.Width, i / Log.Width);
            (bool a, bool b) = (first[x, y] >= MaskGrow.HardValue, second[x, y] >= MaskGrow.HardValue);
            common += a && b && Taken[x, y] == 0 ? 1 : 0;
            all += (a || b) && Taken[x, y] == 0 ? 1 : 0;
        }

        return (double)common / Math.Max(1, all);
    }

    /// <summary>True if a point shows ground: inside the view, not on the object. The first pixel's centre is (0.5, 0.5).</summary>
    public bool IsGround(MaskPoint point) =>
        point.X >= 0 && point.Y >= 0 && point.X < Log.Width && point.Y < Log.Height && Taken[(int)point.X, (int)point.Y] == 0;

    private static Mask Reduce(Mask mask, PixelSize size) =>
        size == mask.Size ? mask : MaskImage.FromImage(AreaResample.Reduce(MaskImage.ToImage16(mask), size));

    private static FloatImage LogOf(Image image, PixelRect window, PixelSize size)
    {
        Image crop = SampleCopy.Crop(image, window, image.Format with { HasAlpha = false }).WithMetadata(image.Metadata);
        FloatImage srgb = ColorProfile.ToSrgb(size == crop.Size ? crop : AreaResample.Reduce(crop, size), size.Bounds);
        FloatImage log = LogLight.Of(srgb, Floor);
        for (int c = 0; c < log.Channels; c++)
        {
            Gaussian.Blur(log.Plane(c), size, 0.8).CopyTo(log.Plane(c));
        }

        return log;
    }
}
