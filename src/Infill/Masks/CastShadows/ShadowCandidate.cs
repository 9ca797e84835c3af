using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>One way of falling, with everything that speaks for it.</summary>
internal sealed record ShadowCandidate
{
    /// <summary>How it falls.</summary>
    public required ShadowCast Cast { get; init; }

    /// <summary>Where it falls, of the view's size; the object is not left out.</summary>
    public required Mask Outline { get; init; }

    /// <summary>Typical step into it.</summary>
    public required ShadowStep Step { get; init; }

    /// <summary>Sum of the evidence along its outline.</summary>
    public required double Evidence { get; init; }

    /// <summary>How clearly ground inside is shaded, −5 … 5.</summary>
    public required double Inside { get; init; }

    /// <summary>How clearly ground outside is lit, −5 … 5.</summary>
    public required double Outside { get; init; }

    /// <summary>The weaker of both sides, at least 0.</summary>
    public double Clearness => Math.Max(0, Math.Min(Inside, Outside));

    /// <summary>What candidates are compared by: an outline that agrees around a region that stands out.</summary>
    public double Rank => Evidence * Clearness;

    /// <summary>Weighs one way of falling.</summary>
    public static ShadowCandidate Of(ShadowView view, ShadowEvidence evidence, ShadowCast cast)
    {
        Mask outline = ShadowOutline.Draw(view, cast);
        ShadowStep step = ShadowEvidence.Typical(evidence.Steps(cast, 1));
        (double inside, double outside) = ShadowRegion.Judge(view, outline, step);
        return new ShadowCandidate
        {
            Cast = cast,
            Outline = outline,
            Step = step,
            Evidence = Math.Max(0, evidence.Score(cast, 1)),
            Inside = inside,
            Outside = outside,
        };
    }
}
