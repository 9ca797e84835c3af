using Infill.Engines;
using Infill.Imaging;

namespace Infill.Quality.Refining;

/// <summary>From a pass of the plan to one for this picture: which place, engine, seed, surroundings.</summary>
/// <param name="request">The request that is refined.</param>
/// <param name="composite">How much of a fill is shown, of the prepared mask.</param>
/// <param name="engines">Where engines are found.</param>
internal sealed class PassPlanner(InpaintRequest request, Mask composite, EngineCatalog engines)
{
    /// <summary>Probability from which a finding counts.</summary>
    private const double Telling = 0.5;

    private readonly PixelRect _bounds = composite.FindBounds();

    /// <summary>The pass for a canvas of which the gate has spoken; left out, with the reason, if its conditions do not hold.</summary>
    /// <param name="pass">The plan's pass.</param>
    /// <param name="verdict">What the gate says of the canvas.</param>
    /// <param name="kept">Names of the passes that were kept so far.</param>
    public TracePass Resolve(RefinementPass pass, FillVerdict verdict, IReadOnlySet<string> kept)
    {
        TraceFinding[] found = [.. verdict.Findings.Where(f => f.Probability >= Telling && IsMeant(pass, f)).OrderByDescending(f => f.Probability)];
        TracePass step = Settle(pass) with { ProbabilityBefore = Rounded(verdict.Probability) };
        if (pass.Needs.FirstOrDefault(name => !kept.Contains(name)) is string missing)
        {
            return step with { Skipped = $"It needs '{missing}', which was not kept." };
        }

        if (pass.When.Count > 0 && found.Length == 0)
        {
            return step with { Skipped = $"The gate finds none of {string.Join(", ", pass.When.Select(PartJudge.NameOf))}." };
        }

        PixelRect? place = pass.Place.Region switch
        {
            RefinementRegion.Worst => found.FirstOrDefault(f => f.Where is not null)?.Where,
            RefinementRegion.Box => pass.Place.Box,
            _ => _bounds,
        };
        return place is null ? step with { Skipped = "The gate names no place." } : Require(step with { Place = place.Value }, pass.Fill.ContextScale);
    }

    /// <summary>The pass before anything is known of the canvas: the worst place may be the whole hole, and every condition may hold.</summary>
    public TracePass Foresee(RefinementPass pass) => Require(Settle(pass) with { Place = pass.Place.Box ?? _bounds }, pass.Fill.ContextScale);

    private static bool IsMeant(RefinementPass pass, TraceFinding finding) =>
        pass.When.Count == 0 || pass.When.Any(detector => PartJudge.NameOf(detector) == finding.Detector);

    private TracePass Settle(RefinementPass pass)
    {
        string engine = pass.Fill.Engine ?? request.Engine;
        InpaintRequest seeded = RequestVariation.WithSeed(request, pass.Fill.SeedOffset);
        return new TracePass
        {
            Name = pass.Name,
            Region = pass.Place.Region.ToString().ToLowerInvariant(),
            BorderPx = pass.Place.Region == RefinementRegion.Border ? pass.Place.BorderPx ?? PassMask.UsualBorderPx(composite) : 0,
            GrowPx = pass.Place.GrowPx,
            FeatherPx = pass.Place.FeatherPx,
            Strength = pass.Fill.Strength,
            Engine = engine,
            Seed = seeded.Options.Fill.Seed,
            Blend = pass.Fill.Blend ?? request.Options.Blend.Method,
        };
    }

    // The surroundings hang on the region's size, so they come last.
    private TracePass Require(TracePass step, double? contextScale)
    {
        Mask mask = PassMask.Make(composite, step, share: 1);
        return mask.CountFilled() == 0 ? step with { Place = default, Skipped = "Nothing of the mask lies in its region." } : step with
        {
            ContextPx = contextScale is not double scale
                ? request.Options.Plan.ContextPx
                : RequestVariation.WithContext(request with { Mask = mask }, engines.Find(step.Engine)!, scale).Options.Plan.ContextPx,
        };
    }

    private static double Rounded(double probability) => Math.Round(probability, 4);
}
