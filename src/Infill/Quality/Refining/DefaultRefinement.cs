using Infill.Tiles;

namespace Infill.Quality.Refining;

/// <summary>The plan of a workflow for those who bring none. What is run of it is decided by what the gate finds.</summary>
public static class DefaultRefinement
{
    private const double Wide = 1.6;
    private const double Wider = 2.5;

    /// <summary>Strength of a pass that is to keep what a text put there.</summary>
    private const double Gentle = 0.45;

    private static readonly Detector[] OfTheEdge = [Detector.Seam, Detector.ColorStep];
    private static readonly Detector[] OfOnePlace = [Detector.Leftover, Detector.Text, Detector.Foreign, Detector.Repetition];
    private static readonly Detector[] OfTheTexture = [Detector.Sharpness, Detector.Flatness];

    /// <summary>Passes for the hole of a workflow.</summary>
    /// <param name="workflow">"remove", "fill", "extend", "replace", "add" or "refine"; others get the plan of "remove".</param>
    /// <remarks>Local passes come first, as they are cheap; then the whole hole; then the place that is still worst on the new canvas.
    /// What a text put there is touched gently: a thing that was asked for must not be taken away because it stands out.</remarks>
    public static RefinementPlan For(string workflow) => new()
    {
        Passes = workflow switch
        {
            "replace" or "add" => [Edge(BlendMethod.Poisson), Soft("detail", OfTheTexture), Soft("place", [Detector.Foreign, Detector.Repetition]), Whole("other-seed", Wide, 1)],
            "extend" => [Edge(BlendMethod.Multiband), Spot("spot", Wider, 1), Whole("wide", Wider, 2), Spot("spot-again", Wide, 3) with { Needs = ["wide"] }],
            "fill" => [Edge(BlendMethod.Poisson), Spot("spot", Wide, 1), Whole("wide", Wide, 2), Whole("other-blend", null, 3, BlendMethod.Poisson)],
            _ => [Edge(BlendMethod.Poisson), Spot("spot", Wider, 1), Whole("wide", Wide, 2), Spot("spot-again", Wider, 3) with { Needs = ["wide"] }, Whole("other-blend", null, 4, BlendMethod.Poisson)],
        },
    };

    private static RefinementPass Edge(BlendMethod blend) => new()
    {
        Name = "edge",
        Place = new RefinementPlace { Region = RefinementRegion.Border, FeatherPx = 4 },
        Fill = new RefinementSettings { Blend = blend, SeedOffset = 1 },
        When = OfTheEdge,
    };

    private static RefinementPass Spot(string name, double context, int seed) => new()
    {
        Name = name,
        Place = new RefinementPlace { Region = RefinementRegion.Worst, GrowPx = 8, FeatherPx = 4 },
        Fill = new RefinementSettings { ContextScale = context, SeedOffset = seed },
        When = [.. OfOnePlace, .. OfTheTexture, Detector.Structure],
    };

    private static RefinementPass Soft(string name, Detector[] when) => new()
    {
        Name = name,
        Place = new RefinementPlace { Region = RefinementRegion.Worst, GrowPx = 16, FeatherPx = 8 },
        Fill = new RefinementSettings { ContextScale = Wide, Strength = Gentle },
        When = when,
    };

    private static RefinementPass Whole(string name, double? context, int seed, BlendMethod? blend = null) => new()
    {
        Name = name,
        Fill = new RefinementSettings { ContextScale = context, SeedOffset = seed, Blend = blend },
    };
}
