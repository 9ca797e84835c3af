using Infill.Imaging;

namespace Infill.Evaluation.Metrics;

/// <summary>Collects 7×7 Lab patches.</summary>
internal static class PatchSet
{
    /// <summary>Half-width of a patch.</summary>
    public const int Radius = 3;

    /// <summary>Most patches per set.</summary>
    public const int MaxPatches = 4000;

    private const int ChoiceSeed = 0;

    /// <summary>All patches with their centre in <paramref name="centres"/> that fit into the picture, or a fixed choice of <see cref="MaxPatches"/>.</summary>
    public static float[][] Collect(FloatImage lab, bool[] centres)
    {
        var places = new List<int>();
        for (int y = Radius; y < lab.Height - Radius; y++)
        {
            for (int x = Radius; x < lab.Width - Radius; x++)
            {
                if (centres[(y * lab.Width) + x])
                {
                    places.Add((y * lab.Width) + x);
                }
            }
        }

        Choose(places);
        return [.. places.Select(place => Cut(lab, place % lab.Width, place / lab.Width))];
    }

    // The first steps of a Fisher–Yates shuffle: every subset is equally likely, and the seed is fixed.
    private static void Choose(List<int> places)
    {
        if (places.Count <= MaxPatches)
        {
            return;
        }

        for (int i = 0; i < MaxPatches; i++)
        {
            int other = i + (int)(HashNoise.Uniform(ChoiceSeed, i, 0) * (places.Count - i));
            (places[i], places[other]) = (places[other], places[i]);
        }

        places.RemoveRange(MaxPatches, places.Count - MaxPatches);
    }

    private static float[] Cut(FloatImage lab, int centreX, int centreY)
    {
        const int side = (2 * Radius) + 1;
        float[] patch = new float[3 * side * side];
        int at = 0;
        for (int c = 0; c < 3; c++)
        {
            for (int dy = -Radius; dy <= Radius; dy++)
            {
                lab.Row(c, centreY + dy).Slice(centreX - Radius, side).CopyTo(patch.AsSpan(at));
                at += side;
            }
        }

        return patch;
    }
}
