namespace Infill.Evaluation.Statistics;

/// <summary>Every metric of an evaluation, in the order of tables; the first leads.</summary>
public static class EvalMetrics
{
    /// <summary>Sliced Wasserstein distance to the truth: the metric that sorts cases.</summary>
    public static EvalMetric Patch { get; } = new()
    {
        Key = "patch",
        Title = "patch distance",
        Meaning = "Sliced Wasserstein distance of 7×7 Lab patches to the true content: is it made of the right stuff? 0 is ideal.",
        Read = s => s.PatchToTruth,
        Loss = v => v,
        Negligible = 0.02,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EvalMetric> All { get; } =
    [
        Patch,
        new()
        {
            Key = "seam",
            Title = "seam",
            Meaning = "Gradient energy across the border over the truth's: 1 is ideal; above, the border shows; below, it is blurred. Geometric mean.",
            Read = s => s.Seam,
            IsRatio = true,
        },
        new()
        {
            Key = "seamError",
            Title = "seam error",
            Meaning = "Mean of |ln seam|: a mean ratio near 1 can hide borders that show and others that are blurred. 0 is ideal.",
            Read = s => LogError(s.Seam),
            Loss = v => v,
            Negligible = 0.01,
        },
        new()
        {
            Key = "sharp",
            Title = "sharpness",
            Meaning = "Gradient energy inside over the truth's: 1 is ideal, below is blurred, above too busy. Geometric mean.",
            Read = s => s.SharpToTruth,
            IsRatio = true,
        },
        new()
        {
            Key = "sharpError",
            Title = "sharpness error",
            Meaning = "Mean of |ln sharpness|. 0 is ideal.",
            Read = s => LogError(s.SharpToTruth),
            Loss = v => v,
            Negligible = 0.01,
        },
        new()
        {
            Key = "colorStep",
            Title = "colour step",
            Meaning = "Mean size of the difference between ΔE00 across the edge and the truth's own. 0 is ideal.",
            Read = s => s.ColorStepExcess is double v ? Math.Abs(v) : null,
            Loss = v => v,
            Negligible = 0.02,
        },
        new()
        {
            Key = "psnr",
            Title = "PSNR, determined",
            Meaning = "Signal-to-noise ratio in dB, only where the surroundings determine the content; elsewhere it rewards blur. More is better.",
            Read = s => s.Psnr is double v ? Math.Min(v, EvalMetric.MostDecibels) : null,
            Loss = v => -v,
            Negligible = 0.05,
            DeterminedOnly = true,
            MoreIsBetter = true,
        },
        new()
        {
            Key = "ssim",
            Title = "SSIM, determined",
            Meaning = "Structural similarity, only where the surroundings determine the content. 1 is ideal.",
            Read = s => s.Ssim,
            Loss = v => -v,
            Negligible = 0.002,
            DeterminedOnly = true,
            MoreIsBetter = true,
        },
        new()
        {
            Key = "patchRing",
            Title = "patch distance to the ring",
            Meaning = "The same distance to the 40 px around the hole: needs no truth, and a perfect fill has some distance too.",
            Read = s => s.PatchToRing,
            Loss = v => v,
            Negligible = 0.02,
            IsForBlind = true,
        },
        new()
        {
            Key = "sharpRing",
            Title = "sharpness over the ring's",
            Meaning = "Gradient energy inside over that of the 40 px around: needs no truth. Geometric mean.",
            Read = s => s.SharpToRing,
            Loss = Math.Abs,
            Negligible = 0.01,
            IsForBlind = true,
            IsRatio = true,
        },
    ];

    /// <summary>The metric of a key, or null.</summary>
    public static EvalMetric? Find(string key) => All.FirstOrDefault(m => m.Key == key);

    private static double? LogError(double? ratio) => ratio is double r ? Math.Abs(Math.Log(Math.Max(r, EvalMetric.LeastRatio))) : null;
}
