using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Evaluation.Products;

/// <summary>Scenes of a photo, chosen by seed alone.</summary>
public static class ProductScenes
{
    private const int LeastRadius = 60;
    private const int MostRadius = 250;

    // Cut-outs stand alone here: their light has no reach.
    private static readonly CastShadow NoShadow = new(Shear: 0, Fall: 0, Softness: 0, Darkness: 0);

    /// <summary>The scenes of one photo; none if no cut-out fits in.</summary>
    /// <param name="photo">8-bit sRGB.</param>
    /// <param name="name">The photo's file name: what else stands in a list does not move its scenes.</param>
    /// <param name="draw">Number of scenes, 1–100, and seed, 0–65535.</param>
    /// <param name="cutOuts">Paths of pictures with alpha; drawings, icons and unreadable ones are passed over.</param>
    /// <returns>Name and scene, made one by one.</returns>
    public static IEnumerable<(string Name, ProductScene Scene)> Of(Image photo, string name, (int Count, int Seed) draw, IReadOnlyList<string> cutOuts)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(cutOuts);
        var plan = new HolePlan { Count = draw.Count, Seed = draw.Seed, MinRadius = LeastRadius, MaxRadius = MostRadius };
        int number = 0;
        foreach (ObjectSpec item in ObjectPlacer.Draw(photo.Size, plan, name, cutOuts, _ => NoShadow).Take(draw.Count))
        {
            number++;
            yield return ($"{Path.GetFileNameWithoutExtension(name)}-{number} ({Path.GetFileNameWithoutExtension(item.CutOut)})", ProductScene.Place(photo, item));
        }
    }
}
