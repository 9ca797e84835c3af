namespace Infill.Masks.CastShadows;

/// <summary>A point of a supposed shadow's outline: the step there, and how much the ground nearby varies anyway.</summary>
/// <param name="Step">From outside to inside.</param>
/// <param name="Weight">Share of an independent point that it counts for, 0…1: neighbours that lie closer than the blur see the same ground.</param>
/// <param name="Texture">What steps of the ground nearby scatter by.</param>
internal readonly record struct EdgePoint(ShadowStep Step, double Weight, StepTexture Texture)
{
    /// <summary>From this share on, a point says how deep a shadow is.</summary>
    public const double LeastShare = 0.25;

    /// <summary>Share of the shadow's step that is to be seen here, 0…1: thin parts are nowhere fully dark.</summary>
    public double Share { get; init; } = 1;

    /// <summary>The step that a whole shadow would have.</summary>
    public double Whole => Step.Light / Math.Max(Share, LeastShare);

    /// <summary>How much the point speaks for a shadow.</summary>
    /// <param name="typical">Step into a whole shadow.</param>
    /// <param name="degrees">Of freedom of Student's t.</param>
    public double Favours(ShadowStep typical, double degrees) =>
        Texture.Favours(Step, new ShadowStep(typical.Light * Share, typical.Red * Share, typical.Blue * Share), degrees);
}
