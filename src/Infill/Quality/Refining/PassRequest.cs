using Infill.Engines;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Quality.Refining;

/// <summary>From a pass to the request that runs it. Pure.</summary>
internal static class PassRequest
{
    /// <summary>True if the pass leaves nothing of the canvas: then it fills the source anew, as a retry does, so that soft edges stay as soft as they were asked for.</summary>
    public static bool IsFromSource(TracePass pass, EngineInfo engine, InpaintOptions options) => pass.Region == "whole" && pass.FeatherPx == 0
        && (pass.Strength ?? (engine.UsesDiffusion ? options.Fill.Diffusion?.Strength : null) ?? 1) >= 1;

    /// <summary>The request of a pass.</summary>
    /// <param name="request">What is refined.</param>
    /// <param name="canvas">The picture as it stands, of the request's size.</param>
    /// <param name="composite">How much of a fill is shown, of the prepared mask.</param>
    /// <param name="pass">With its place resolved.</param>
    /// <param name="engine">Its engine.</param>
    public static InpaintRequest Make(InpaintRequest request, Image canvas, Mask composite, TracePass pass, EngineInfo engine)
    {
        InpaintRequest varied = RequestVariation.WithBlend(RequestVariation.WithEngine(request, engine.Name), pass.Blend);
        InpaintOptions options = varied.Options with
        {
            Plan = varied.Options.Plan with { ContextPx = pass.ContextPx },
            Fill = WithStrength(varied.Options.Fill with { Seed = pass.Seed }, pass, engine),
        };
        if (IsFromSource(pass, engine, varied.Options))
        {
            return varied with { Options = options };
        }

        float share = engine.UsesDiffusion ? 1 : (float)(pass.Strength ?? 1);
        Mask mask = PassMask.Make(composite, pass, share);
        return varied with
        {
            Image = canvas,
            Mask = mask.WithWindow(mask.FindBounds()),
            Options = options with { Mask = MaskOptions.Exact, Plan = options.Plan with { Passes = [] } },
        };
    }

    // A pass goes on from what the canvas holds; other content of the hole is for the first fill.
    private static FillOptions WithStrength(FillOptions fill, TracePass pass, EngineInfo engine) => engine.UsesDiffusion && pass.Strength is double strength
        ? fill with { Diffusion = (fill.Diffusion ?? new DiffusionOptions()) with { Strength = strength, HoleContent = HoleContent.Original } }
        : fill;
}
