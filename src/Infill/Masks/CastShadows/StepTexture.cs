namespace Infill.Masks.CastShadows;

/// <summary>How steps of light and of colour scatter on some ground, and how far they go together: the inverse of their covariance.</summary>
/// <remarks>On coloured ground light and colour change together from one thing to the next, and in a shadow's edge they do not. So what
/// colour foretells of a step in light does not count against a shadow.</remarks>
/// <param name="Own">The diagonal, of light, red and blue; the inverse of light's root is the scatter of light that colour does not foretell.</param>
/// <param name="Shared">Beside the diagonal.</param>
internal readonly record struct StepTexture((double Light, double Red, double Blue) Own, (double LightRed, double LightBlue, double RedBlue) Shared)
{
    /// <summary>Steps that scatter alike and do not go together.</summary>
    /// <param name="light">Of light; the others are 1.</param>
    public static StepTexture OfLight(double light) => new((light, 1, 1), default);

    /// <summary>Standard deviation of steps in light, as far as colour does not foretell them.</summary>
    public double LightScatter => 1 / Math.Sqrt(Own.Light);

    /// <summary>From the covariance of light, red and blue.</summary>
    /// <param name="c">LightLight, RedRed, BlueBlue, LightRed, LightBlue, RedBlue; positive definite.</param>
    public static StepTexture FromCovariance(ReadOnlySpan<double> c)
    {
        double light = (c[1] * c[2]) - (c[5] * c[5]), lightRed = (c[4] * c[5]) - (c[3] * c[2]), lightBlue = (c[3] * c[5]) - (c[4] * c[1]);
        double determinant = (c[0] * light) + (c[3] * lightRed) + (c[4] * lightBlue);
        return new StepTexture(
            (light / determinant, ((c[0] * c[2]) - (c[4] * c[4])) / determinant, ((c[0] * c[1]) - (c[3] * c[3])) / determinant),
            (lightRed / determinant, lightBlue / determinant, ((c[3] * c[4]) - (c[0] * c[5])) / determinant));
    }

    /// <summary>Mahalanobis' squared distance of a step from a typical one.</summary>
    public double Distance(ShadowStep step, ShadowStep typical)
    {
        (double light, double red, double blue) = (step.Light - typical.Light, step.Red - typical.Red, step.Blue - typical.Blue);
        return (Own.Light * light * light) + (Own.Red * red * red) + (Own.Blue * blue * blue)
            + (2 * ((Shared.LightRed * light * red) + (Shared.LightBlue * light * blue) + (Shared.RedBlue * red * blue)));
    }

    /// <summary>How much a step speaks for being one of a shadow instead of lit ground: a log-likelihood ratio with the heavy tails of Student's t.</summary>
    /// <param name="step">What was seen.</param>
    /// <param name="typical">The shadow's step.</param>
    /// <param name="degrees">Degrees of freedom.</param>
    public double Favours(ShadowStep step, ShadowStep typical, double degrees) =>
        degrees * Math.Log((degrees + Distance(step, default)) / (degrees + Distance(step, typical)));
}
