using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Cli.Reports;

/// <summary>A region of a plan, in picture pixels.</summary>
/// <param name="Pixels">Pixels to fill, growth included.</param>
/// <param name="Hole">Their bounds: x, y, width, height.</param>
/// <param name="Context">What the engine would look at: x, y, width, height.</param>
internal sealed record PlanRegionRecord(long Pixels, IReadOnlyList<int> Hole, IReadOnlyList<int> Context)
{
    /// <summary>The record of a plan's region.</summary>
    public static PlanRegionRecord Of(CropPlan plan) => new(plan.HolePixels, ToList(plan.HoleInImage), ToList(plan.SourceInImage));

    private static IReadOnlyList<int> ToList(PixelRect rect) => [rect.X, rect.Y, rect.Width, rect.Height];
}
