namespace Infill.Quality.Detectors;

/// <summary>All readings of one view.</summary>
internal static class FillMeasures
{
    private const int SmallScale = 2;
    private const int LargeScale = 5;

    /// <summary>How many numbers a detector measures.</summary>
    public static int CountOf(Detector detector) => detector switch
    {
        Detector.Sharpness or Detector.Structure => 6,
        Detector.Foreign or Detector.Repetition or Detector.Flatness or Detector.Leftover => 5,
        _ => 4,
    };

    /// <summary>Reads every detector; those that have nothing to go by are missing.</summary>
    public static IReadOnlyDictionary<Detector, DetectorReading> Read(FillView view)
    {
        Border border = Border.Of(view);
        BandEnergy bands = BandEnergy.Of(view);
        (PatchOutliers? small, PatchOutliers? large) = (PatchOutliers.Of(view, SmallScale), PatchOutliers.Of(view, LargeScale));
        var all = new (Detector Detector, DetectorReading? Reading)[]
        {
            (Detector.Seam, SeamDetector.Read(view, border)),
            (Detector.ColorStep, ColorStepDetector.Read(view, border)),
            (Detector.Sharpness, SharpnessDetector.Read(view, bands)),
            (Detector.Foreign, ForeignDetector.Read(view, small, large)),
            (Detector.Repetition, RepetitionDetector.Read(view)),
            (Detector.Flatness, FlatnessDetector.Read(view, bands)),
            (Detector.Structure, StructureDetector.Read(view, border)),
            (Detector.Leftover, LeftoverDetector.Read(view, small, large)),
            (Detector.Text, TextDetector.Read(view)),
        };
        return all.Where(r => r.Reading is not null).ToDictionary(r => r.Detector, r => r.Reading!);
    }
}
