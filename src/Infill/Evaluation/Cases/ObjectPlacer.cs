using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>Chooses cut-outs and places for them by seed alone.</summary>
public static class ObjectPlacer
{
    private const int Tries = 60;

    /// <summary>The cases of one photo: "NAME-1" and on, or a single one that says why there is none. Reads the photo's header and the cut-outs that it tries.</summary>
    /// <param name="photo">What all of them share: name, photo, set, largest side.</param>
    /// <param name="plan">Number, sizes (half the longer side of an object) and seed; shapes are ignored.</param>
    /// <param name="cutOuts">Paths to choose from; those that are drawings, icons or unreadable are passed over.</param>
    public static IReadOnlyList<EvalCase> Place(EvalCase photo, HolePlan plan, IReadOnlyList<string> cutOuts)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(cutOuts);
        try
        {
            PixelSize size = ImageFile.ReadHeader(photo.Photo).Size;
            size = photo.MaxSide > 0 ? AreaResample.FitSide(size, photo.MaxSide) : size;
            IEnumerable<ObjectSpec> objects = Draw(size, plan, Path.GetFileName(photo.Photo), cutOuts, CastShadow.FromSeed).Take(plan.Count);
            EvalCase[] cases = [.. objects.Select((item, i) => photo with { Name = $"{photo.Name}-{i + 1}", Placed = item, Why = Path.GetFileNameWithoutExtension(item.CutOut) })];
            return cases.Length > 0 ? cases : [photo with { Problem = $"none of the cut-outs that were tried fits into {photo.Photo}, which is used at {size}." }];
        }
        catch (ImageFileException reason)
        {
            return [photo with { Problem = reason.Message }];
        }
    }

    /// <summary>As many places as there are in a fixed number of tries, in their order.</summary>
    /// <param name="size">Size of the photo as it is used.</param>
    /// <param name="plan">Sizes and seed.</param>
    /// <param name="name">Name of the photo: what else stands in a list does not move its objects.</param>
    /// <param name="cutOuts">Paths to choose from.</param>
    /// <param name="effect">Shadow or reflection of a seed; object and effect lie whole inside the photo.</param>
    internal static IEnumerable<ObjectSpec> Draw(PixelSize size, HolePlan plan, string name, IReadOnlyList<string> cutOuts, Func<int, IGroundEffect> effect)
    {
        int first = HolePlacer.NumberOf(name) * Tries;
        for (int i = first; i < first + Tries; i++)
        {
            int Whole(int draw, int count) => (int)(HashNoise.Uniform(plan.Seed, i, draw) * count);
            string path = cutOuts[Whole(0, cutOuts.Count)];
            int side = 2 * (plan.MinRadius + Whole(1, plan.MaxRadius - plan.MinRadius + 1));
            int seed = Whole(2, HashNoise.MaxSeed + 1);
            if (CutOut.IsUsable(path))
            {
                PixelRect reach = effect(seed).Reach(CutOut.Load(path, side).Size).Inflate(HolePlacer.EdgePx);
                if (reach.Width <= size.Width / 2 && reach.Height <= size.Height / 2)
                {
                    yield return new ObjectSpec(path, Whole(3, size.Width - reach.Width) - reach.X, Whole(4, size.Height - reach.Height) - reach.Y, side, seed);
                }
            }
        }
    }
}
