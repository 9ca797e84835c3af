using Infill.Imaging;
using Infill.Masks;

namespace Infill.Onnx.MaskModels;

/// <summary>From the coarse grid of a network to a mask at the picture's own resolution.</summary>
internal static class ProposalEdges
{
    /// <summary>Networks err by about a cell of their grid; what is soft reaches farther.</summary>
    private const double RadiusInCells = 3;

    private const int LeastRadiusPx = 6;
    private const int MostRadiusPx = 64;

    /// <summary>Parts below this share of the mask are crumbs of the network's map.</summary>
    private const double CrumbShare = 0.02;

    /// <summary>Values this near to 0 and 1 come of grain in the picture, not of soft edges.</summary>
    private const float Faint = 0.1f;

    /// <summary>A mask along the picture's edges.</summary>
    /// <param name="map">The network's answer.</param>
    /// <param name="threshold">What is above it belongs to the thing.</param>
    /// <param name="image">The picture; gives the edges.</param>
    public static Mask Refine(ScoreMap map, float threshold, Image image)
    {
        int radius = Math.Clamp((int)Math.Round(RadiusInCells * map.CellPx(image.Size)), LeastRadiusPx, MostRadiusPx);
        Mask coarse = map.Cleaned(threshold, CrumbShare).ToMask(image.Size, threshold);
        Mask refined = EdgeRefine.Refine(coarse, image, new EdgeRefineOptions { RadiusPx = radius });
        Sharpen(refined.Values);
        DropCrumbs(refined);
        return refined;
    }

    // Faint values become 0, nearly full ones 1.
    private static void Sharpen(Span<float> values)
    {
        foreach (ref float value in values)
        {
            // Most are 0 or 1, and stay.
            if (value is > 0f and < 1f)
            {
                value = Math.Clamp((value - Faint) / (1f - (2f * Faint)), 0f, 1f);
            }
        }
    }

    // What the picture's grain left of soft values.
    private static void DropCrumbs(Mask mask)
    {
        IReadOnlyList<MaskComponent> parts = MaskComponents.Find(mask);
        double least = CrumbShare * parts.Sum(part => (long)part.PixelCount);
        foreach (PixelRun run in parts.Where(part => part.PixelCount < least).SelectMany(part => part.Runs()))
        {
            mask.WindowRow(run.Y - mask.Window.Y).Slice(run.X - mask.Window.X, run.Length).Clear();
        }
    }
}
