using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Options of the plan stage.</summary>
public sealed record PlanOptions
{
    /// <summary>Surroundings shown to the engine on every side, 0–4096 pixels, or null (default) for the engine's own rule.</summary>
    public int? ContextPx { get; init; }

    /// <summary>Rectangles inside the picture to fill in this order (outpainting strips); empty (default) = the mask's connected parts decide.</summary>
    /// <remarks>Where two overlap, the later one fades into the earlier one over the width of the overlap. What none covers is filled last.</remarks>
    public IReadOnlyList<PixelRect> Passes { get; init; } = [];
}
