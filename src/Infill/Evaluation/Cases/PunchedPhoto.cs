using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>The cases of one photo with drawn holes.</summary>
public static class PunchedPhoto
{
    /// <summary>One case per hole, "NAME-1" and on; or a single one that says why there is none. Reads the photo's header.</summary>
    /// <param name="photo">What all of them share: name, photo, set, largest side.</param>
    /// <param name="plan">How to draw.</param>
    public static IReadOnlyList<EvalCase> Punch(EvalCase photo, HolePlan plan)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(plan);
        try
        {
            PixelSize size = ImageFile.ReadHeader(photo.Photo).Size;
            size = photo.MaxSide > 0 ? AreaResample.FitSide(size, photo.MaxSide) : size;
            IReadOnlyList<HoleSpec> holes = HolePlacer.Place(size, plan, Path.GetFileName(photo.Photo));
            return holes.Count > 0
                ? [.. holes.Select((hole, i) => photo with { Name = $"{photo.Name}-{i + 1}", Hole = hole })]
                : [photo with { Problem = $"{photo.Photo} is used at {size}, too small for a hole of radius {plan.MinRadius}: a radius is at most a {HolePlacer.LeastSidesPerRadius}th of the shorter side." }];
        }
        catch (ImageFileException reason)
        {
            return [photo with { Problem = reason.Message }];
        }
    }
}
