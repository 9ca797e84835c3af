using Infill.Engines;
using Infill.Tiles;

namespace Infill.Quality;

/// <summary>What is tried in which order. Pure: the same request and budget give the same list.</summary>
internal static class RetryPlan
{
    /// <summary>Surroundings beyond the engine's own rule: this many times as wide.</summary>
    private const double MoreContext = 1.6;

    /// <summary>The candidates, then one variation per further attempt: more context, another blend, another engine, other seeds.</summary>
    /// <param name="request">The request as it was asked for.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="budget">How many.</param>
    public static IEnumerable<(string Reason, InpaintRequest Request)> Of(InpaintRequest request, EngineInfo engine, GateBudget budget)
    {
        int candidates = engine.UsesSeed ? budget.Candidates : 1;
        for (int i = 0; i < candidates; i++)
        {
            yield return ($"candidate {i + 1} of {candidates}", RequestVariation.WithSeed(request, i));
        }

        int seed = candidates;
        foreach ((string reason, InpaintRequest variation) in Variations(request, engine, budget).Take(budget.Attempts - 1))
        {
            yield return (reason, engine.UsesSeed ? RequestVariation.WithSeed(variation, seed++) : variation);
        }
    }

    private static IEnumerable<(string Reason, InpaintRequest Request)> Variations(InpaintRequest request, EngineInfo engine, GateBudget budget)
    {
        yield return ("more context", RequestVariation.WithContext(request, engine, MoreContext));
        BlendMethod other = request.Options.Blend.Method == BlendMethod.Poisson ? BlendMethod.Multiband : BlendMethod.Poisson;
        yield return ("another blend", RequestVariation.WithBlend(request, other));
        foreach (string name in budget.Engines.Where(name => name != request.Engine))
        {
            yield return ($"engine {name}", RequestVariation.WithEngine(request, name));
        }

        for (int i = 0; engine.UsesSeed; i++)
        {
            yield return ("another seed", request);
        }
    }
}
