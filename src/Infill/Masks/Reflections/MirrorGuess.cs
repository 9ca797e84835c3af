namespace Infill.Masks.Reflections;

/// <summary>A supposed reflection.</summary>
/// <param name="Line">Where the object is mirrored.</param>
/// <param name="Fade">Length over which the share falls to 1/e, over the length of the mirrored object.</param>
/// <param name="Left">First column of the object that is compared, in the view; its mirror image lies in the same columns.</param>
/// <param name="Right">The column after the last one.</param>
internal readonly record struct MirrorGuess(MirrorLine Line, double Fade, int Left, int Right)
{
    // Standard deviations of what is usual: the line of an upright object is level and at its lowest point, a little above it where one looks down.
    private const double UsualTilt = 0.06;
    private const double UsualSqueeze = 0.92;
    private const double SqueezeSpread = 0.12;
    private const double UsualRise = -0.02;
    private const double RiseSpread = 0.05;

    /// <summary>Columns that the image is moved aside: 0 for a reflection, others to see what chance does.</summary>
    public int Shift { get; init; }

    /// <summary>Logarithm of how usual the place is, 0 at best; adds to evidence.</summary>
    /// <param name="view">For the object's place.</param>
    public double Usual(ReflectionView view)
    {
        double rise = ((Line.Row - view.Object.Bottom) / view.Object.Height) - UsualRise;
        return -0.5 * (Square(Line.Tilt / UsualTilt) + Square((Line.Squeeze - UsualSqueeze) / SqueezeSpread) + Square(rise / RiseSpread));
    }

    private static double Square(double value) => value * value;
}
