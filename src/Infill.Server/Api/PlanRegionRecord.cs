using System.ComponentModel;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Server.Api;

/// <summary>A region that would be filled.</summary>
internal sealed record PlanRegionRecord
{
    [Description("Pixels to fill, growth included.")]
    public required long Pixels { get; init; }

    [Description("Their bounds: x, y, width, height.")]
    public required IReadOnlyList<int> Hole { get; init; }

    [Description("What the engine would look at: x, y, width, height.")]
    public required IReadOnlyList<int> Context { get; init; }

    /// <summary>The record of a region.</summary>
    public static PlanRegionRecord Of(CropPlan plan) => new() { Pixels = plan.HolePixels, Hole = ToList(plan.HoleInImage), Context = ToList(plan.SourceInImage) };

    private static IReadOnlyList<int> ToList(PixelRect rect) => [rect.X, rect.Y, rect.Width, rect.Height];
}
