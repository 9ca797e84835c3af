namespace Infill.Quality.Detectors;

/// <summary>All readings of one view.</summary>
internal static class FillMeasures
{
    private const int SmallScale = 2;
    private const int LargeScale = 5;

    /// <summary>How many numbers a detector measures.</summary>
    public static int CountOf(Detector detector) => detector switch
    {
        Detector.Structure => 7,
        Detector.Sharpness => 6,
        Detector.Foreign or Detector.Repetition or Detector.Flatness or Detector.Leftover => 5,
        _ => 4,
    };

    /// <summary>Reads every detector; those that have nothing to go by are missing.</summary>
    /// <param name="view">The view.</param>
    /// <param name="threads">Worker threads, 0 = one per core; never changes a number.</param>
    public static IReadOnlyDictionary<Detector, DetectorReading> Read(FillView view, int threads = 0)
    {
        (DetectorReading? Foreign, DetectorReading? Leftover) patches = default;
        (DetectorReading? Sharpness, DetectorReading? Flatness) texture = default;
        (DetectorReading? Seam, DetectorReading? ColorStep, DetectorReading? Structure) edge = default;
        DetectorReading? repetition = null, text = null;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads },
            () => repetition = RepetitionDetector.Read(view),
            () => patches = ReadPatches(view),
            () => texture = ReadTexture(view),
            () => text = TextDetector.Read(view),
            () => edge = ReadEdge(view));
        var all = new (Detector Detector, DetectorReading? Reading)[]
        {
            (Detector.Seam, edge.Seam),
            (Detector.ColorStep, edge.ColorStep),
            (Detector.Sharpness, texture.Sharpness),
            (Detector.Foreign, patches.Foreign),
            (Detector.Repetition, repetition),
            (Detector.Flatness, texture.Flatness),
            (Detector.Structure, edge.Structure),
            (Detector.Leftover, patches.Leftover),
            (Detector.Text, text),
        };
        return all.Where(r => r.Reading is not null).ToDictionary(r => r.Detector, r => r.Reading!);
    }

    private static (DetectorReading?, DetectorReading?) ReadPatches(FillView view)
    {
        (PatchOutliers? small, PatchOutliers? large) = (PatchOutliers.Of(view, SmallScale), PatchOutliers.Of(view, LargeScale));
        return (ForeignDetector.Read(small, large), LeftoverDetector.Read(view, small, large));
    }

    private static (DetectorReading?, DetectorReading?) ReadTexture(FillView view)
    {
        BandEnergy bands = BandEnergy.Of(view);
        return (SharpnessDetector.Read(bands), FlatnessDetector.Read(bands));
    }

    private static (DetectorReading?, DetectorReading?, DetectorReading?) ReadEdge(FillView view)
    {
        Border border = Border.Of(view);
        return (SeamDetector.Read(view, border), ColorStepDetector.Read(view, border), StructureDetector.Read(view, border));
    }
}
