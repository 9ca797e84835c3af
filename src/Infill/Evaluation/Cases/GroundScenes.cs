using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>Scenes of a photo, chosen by seed alone: each once with a shadow or reflection and once without.</summary>
public static class GroundScenes
{
    private const int LeastRadius = 40;
    private const int MostRadius = 110;

    /// <summary>The scenes of one photo; none if no cut-out fits in.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="plan">Number of places and seed; the sizes are half the longer sides of objects.</param>
    /// <param name="maxSide">Longest side to which the photo is scaled down.</param>
    /// <param name="cutOuts">Paths of pictures with alpha; drawings, icons and unreadable ones are passed over.</param>
    /// <param name="effect">Shadow or reflection of a seed, 0–65535.</param>
    /// <returns>"NAME-1", "NAME-1 plain" and so on, of those whose effect can be seen (<see cref="GroundScene.IsVisible"/>); made one by one, as each holds two pictures.</returns>
    /// <exception cref="ImageFileException">The photo cannot be read.</exception>
    public static IEnumerable<(string Name, GroundScene Scene)> Of(string path, HolePlan plan, int maxSide, IReadOnlyList<string> cutOuts, Func<int, IGroundEffect> effect)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(cutOuts);
        Image photo = EvalPicture.Load(path, maxSide);
        string name = Path.GetFileName(path);
        int number = 0;
        foreach (ObjectSpec item in ObjectPlacer.Draw(photo.Size, plan, name, cutOuts, effect))
        {
            var scene = GroundScene.Place(photo, item, effect(item.Seed));
            if (scene.IsVisible)
            {
                string stem = $"{Path.GetFileNameWithoutExtension(name)}-{++number}";
                yield return (stem, scene);
                yield return ($"{stem} plain", GroundScene.Place(photo, item, null));
            }

            if (number == plan.Count)
            {
                yield break;
            }
        }
    }

    /// <summary>Places of a photo by number and seed, with the sizes that scenes have by default.</summary>
    /// <param name="count">1–1000.</param>
    /// <param name="seed">0–65535.</param>
    public static HolePlan Plan(int count, int seed) => new() { Count = count, Seed = seed, MinRadius = LeastRadius, MaxRadius = MostRadius };
}
