using Infill.Evaluation.Cases;
using Infill.Evaluation.Metrics;
using Infill.Imaging;

namespace Infill.Evaluation.Runs;

/// <summary>Scores fills on what metrics look at: the hole and its surroundings, not the whole photo.</summary>
internal static class FillScoring
{
    /// <summary>Every metric that the case allows.</summary>
    public static FillScores Score(Image fill, CasePictures pictures)
    {
        PixelRect rect = Surroundings(pictures);
        FloatImage made = ColorProfile.ToSrgb(fill, rect);
        Mask mask = pictures.Mask.Crop(rect);
        return pictures.Truth is Image truth
            ? FillScores.Measure(made, ColorProfile.ToSrgb(truth, rect), mask)
            : FillScores.MeasureBlind(made, ColorProfile.ToSrgb(pictures.Input, rect), mask);
    }

    /// <summary>How much there is to see around the hole.</summary>
    public static double? RingGradient(CasePictures pictures)
    {
        PixelRect rect = Surroundings(pictures);
        return Sharpness.OfRing(ColorProfile.ToSrgb(pictures.Input, rect), pictures.Mask.Crop(rect));
    }

    private static PixelRect Surroundings(CasePictures pictures) =>
        pictures.Mask.FindBounds().Inflate(HoleView.Margin).Intersect(pictures.Input.Size.Bounds);
}
