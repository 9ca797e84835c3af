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
            yield return ($"candidate {i + 1} of {candidates}", WithSeed(request, i));
        }

        int seed = candidates;
        foreach ((string reason, InpaintRequest variation) in Variations(request, engine, budget).Take(budget.Attempts - 1))
        {
            yield return (reason, engine.UsesSeed ? WithSeed(variation, seed++) : variation);
        }
    }

    private static IEnumerable<(string Reason, InpaintRequest Request)> Variations(InpaintRequest request, EngineInfo engine, GateBudget budget)
    {
        int margin = (int)(MoreContext * (request.Options.Plan.ContextPx ?? engine.Context.MarginFor(LongSide(request))));
        yield return ("more context", request with { Options = request.Options with { Plan = request.Options.Plan with { ContextPx = Math.Min(4096, margin) } } });
        BlendMethod other = request.Options.Blend.Method == BlendMethod.Poisson ? BlendMethod.Multiband : BlendMethod.Poisson;
        yield return ("another blend", request with { Options = request.Options with { Blend = request.Options.Blend with { Method = other } } });
        foreach (string name in budget.Engines.Where(name => name != request.Engine))
        {
            // Prompts and steps are the first engine's own; the others must not be refused for them.
            yield return ($"engine {name}", request with
            {
                Engine = name,
                Options = request.Options with { Fill = request.Options.Fill with { Prompt = null, Diffusion = null } },
            });
        }

        for (int i = 0; engine.UsesSeed; i++)
        {
            yield return ("another seed", request);
        }
    }

    private static int LongSide(InpaintRequest request)
    {
        Imaging.PixelRect bounds = request.Mask.FindBounds();
        return Math.Max(bounds.Width, bounds.Height);
    }

    private static InpaintRequest WithSeed(InpaintRequest request, int add)
    {
        // 31 bits: after the largest seed comes 0.
        int seed = (int)(((long)request.Options.Fill.Seed + add) & FillOptions.MaxSeed);
        return request with { Options = request.Options with { Fill = request.Options.Fill with { Seed = seed } } };
    }
}
