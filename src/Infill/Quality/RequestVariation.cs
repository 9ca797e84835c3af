using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Quality;

/// <summary>What retries and refinement passes change in a request. Pure.</summary>
internal static class RequestVariation
{
    private const int MostContextPx = 4096;

    /// <summary>Surroundings of another width, at most as wide as may be asked for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="engine">Whose rule holds if the request names no width.</param>
    /// <param name="factor">Times as wide, above 0.</param>
    public static InpaintRequest WithContext(InpaintRequest request, EngineInfo engine, double factor)
    {
        PixelRect bounds = request.Mask.FindBounds();
        int own = request.Options.Plan.ContextPx ?? engine.Context.MarginFor(Math.Max(bounds.Width, bounds.Height));
        return request with { Options = request.Options with { Plan = request.Options.Plan with { ContextPx = (int)Math.Min(MostContextPx, factor * own) } } };
    }

    /// <summary>Another way of joining fill and original.</summary>
    public static InpaintRequest WithBlend(InpaintRequest request, BlendMethod method) =>
        request with { Options = request.Options with { Blend = request.Options.Blend with { Method = method } } };

    /// <summary>Another engine. Prompts and steps are the first engine's own; the others must not be refused for them.</summary>
    public static InpaintRequest WithEngine(InpaintRequest request, string name) => name == request.Engine ? request : request with
    {
        Engine = name,
        Options = request.Options with { Fill = request.Options.Fill with { Prompt = null, Diffusion = null } },
    };

    /// <summary>A seed so much further on; after the largest comes 0.</summary>
    public static InpaintRequest WithSeed(InpaintRequest request, int add)
    {
        FillOptions fill = request.Options.Fill;
        return request with { Options = request.Options with { Fill = fill with { Seed = fill.SeedAfter(add) } } };
    }
}
