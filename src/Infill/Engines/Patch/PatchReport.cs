using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Engines.Patch;

/// <summary>What the engine knows of its own fill: where it came from and how well it fits.</summary>
internal static class PatchReport
{
    private const float SureRatio = 1f;
    private const float LostRatio = 4f;

    /// <summary>A squared Lab difference of 2 per pixel (about 1.4 ΔE) is at the limit of what can be seen.</summary>
    private const float Invisible = 2f;

    /// <summary>Sources, confidence and warnings beside the picture.</summary>
    public static EngineFill Describe(
        Tile tile, FloatImage image, (PatchLevel Level, PatchState State) field, PatchOutlook outlook)
    {
        (PatchLevel level, PatchState state) = field;
        int[] sources = new int[image.Size.Area];
        Array.Fill(sources, -1);
        var confidence = new FloatImage(1, image.Size);
        float supply = outlook.Trust * MathF.Min(1f, level.Sources.Length / (2f * level.Targets.Length));
        foreach (int at in level.HoleAt)
        {
            int index = FinalReconstruction.TileIndex(image.Width, level.Position(at));
            sources[index] = FinalReconstruction.TileIndex(image.Width, state.Match[at]);

            // E/d₀: 1 = fits as well as neighbouring patches fit each other; what the eye cannot see counts as a fit.
            float ratio = state.Energy[at] / (outlook.Distances[0] + Invisible);
            confidence.Values[index] = supply * Math.Clamp((LostRatio - ratio) / (LostRatio - SureRatio), 0f, 1f);
        }

        return new EngineFill { Image = image, Confidence = confidence, Sources = sources, Warnings = Warn(level, outlook) };
    }

    private static List<string> Warn(PatchLevel level, PatchOutlook outlook)
    {
        List<string> warnings = [];
        if (outlook.CoarsestSources < PatchOutlook.FewSources || level.Sources.Length < 2 * level.Targets.Length)
        {
            warnings.Add(
                $"There was little to copy from ({level.Sources.Length:N0} patches for {level.Targets.Length:N0} places, "
                + $"{outlook.CoarsestSources:N0} at the coarsest level). Make the mask smaller or widen the context (--context).");
        }

        return warnings;
    }
}
