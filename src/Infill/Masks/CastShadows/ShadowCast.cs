using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>How the outline of an object becomes the outline of its shadow: every point is moved by its height above the object's foot.</summary>
/// <param name="Shear">Pixels to the right per pixel of height; negative falls to the left.</param>
/// <param name="Fall">Pixels up the picture per pixel of height: 0.3 lies behind the object, −0.3 before it, 1 is the outline itself, as on a wall.</param>
/// <param name="Spread">Width that the shadow gains up to the object's full height, as a share: perspective.</param>
/// <param name="SlideX">Shift to the right as a share of the object's height.</param>
/// <param name="SlideY">Shift down as a share of the object's height.</param>
public sealed record ShadowCast(double Shear, double Fall, double Spread = 0, double SlideX = 0, double SlideY = 0)
{
    /// <summary>Pixels to the right by which the shadow of the object's top leaves a straight line, over its height: ground that is not flat; default 0.</summary>
    public double Bend { get; init; }

    /// <summary>True if the shadow lies the other way round than the object, so that a walk around it turns the other way.</summary>
    internal bool IsMirrored => Fall < 0;

    /// <summary>Where the shadow of a point falls.</summary>
    /// <param name="point">On the object.</param>
    /// <param name="bounds">Tight bounds of the object.</param>
    public MaskPoint Project(MaskPoint point, PixelRect bounds)
    {
        double height = bounds.Bottom - point.Y, centre = bounds.X + (bounds.Width / 2.0);
        double widening = 1 + (Spread * height / bounds.Height);
        return new MaskPoint(
            centre + ((point.X - centre) * widening) + Aside(height, bounds) + (SlideX * bounds.Height),
            bounds.Bottom - (Fall * height) + (SlideY * bounds.Height));
    }

    /// <summary>The point of the object whose shadow falls here; not finite for a shadow without depth.</summary>
    /// <param name="point">On the ground.</param>
    /// <param name="bounds">Tight bounds of the object.</param>
    public MaskPoint Unproject(MaskPoint point, PixelRect bounds)
    {
        double height = (bounds.Bottom + (SlideY * bounds.Height) - point.Y) / Fall, centre = bounds.X + (bounds.Width / 2.0);
        double widening = 1 + (Spread * height / bounds.Height);
        double x = (point.X - centre - Aside(height, bounds) - (SlideX * bounds.Height)) / widening;
        return new MaskPoint(centre + x, bounds.Bottom - height);
    }

    /// <summary>The object's direction that falls in a direction of the ground; as much shorter or longer as the object is.</summary>
    /// <param name="point">On the object.</param>
    /// <param name="direction">On the ground.</param>
    /// <param name="bounds">Tight bounds of the object.</param>
    internal (double X, double Y) Unturn(MaskPoint point, (double X, double Y) direction, PixelRect bounds)
    {
        double height = bounds.Bottom - point.Y, centre = bounds.X + (bounds.Width / 2.0), up = -direction.Y / Fall;
        double aside = ((point.X - centre) * Spread / bounds.Height) + Shear + (2 * Bend * height / bounds.Height);
        return ((direction.X - (aside * up)) / (1 + (Spread * height / bounds.Height)), -up);
    }

    private double Aside(double height, PixelRect bounds) => (Shear * height) + (Bend * height * height / bounds.Height);
}
