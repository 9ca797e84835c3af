using Infill.Evaluation.Metrics;
using Infill.Evaluation.Runs;
using Infill.Imaging;

namespace Infill.Tests.Evaluation;

/// <summary>Evaluations made of numbers, so that every mean and verdict can be said beforehand.</summary>
internal static class EvalScenes
{
    /// <summary>An evaluation of some engines on cases c0, c1, … with a patch distance per case, engine and seed.</summary>
    public static EvalRecord Record(int cases, string[] engines, int[] seeds, Func<int, string, int, double> patch) => new()
    {
        IsComplete = true,
        Environment = TraceEnvironment.Capture(),
        Engines = [.. engines.Select(name => new EvalEngine { Name = name, Identity = name + " 1", UsesSeed = true })],
        Seeds = seeds,
        Cases = [.. Enumerable.Range(0, cases).Select(Case)],
        Results =
        [
            .. from i in Enumerable.Range(0, cases)
               from engine in engines
               from seed in seeds
               select Result(i, engine, seed, patch(i, engine, seed)),
        ],
    };

    public static EvalCaseFacts Case(int i) => new()
    {
        Name = $"c{i}",
        Photo = $"/photos/{i}.jpg",
        Hash = $"hash{i}",
        HasTruth = true,
        Unique = i % 2 == 0,
        Width = 300,
        Height = 200,
        HoleBounds = new PixelRect(100, 80, 40, 30),
        HolePixels = 900 + i,
        RingGradient = i % 3,
    };

    public static EvalResult Result(int i, string engine, int seed, double patch) => new()
    {
        Case = $"c{i}",
        Engine = engine,
        Seed = seed,
        Scores = new FillScores { PatchToTruth = patch, Seam = Math.Exp(patch), SharpToTruth = 0.5, ColorStepExcess = -patch, Psnr = 30 - patch, Ssim = 0.9 },
        Keep = new KeepProof(1000, 0, 0),
        Confidence = new FillConfidence(0.8, 0.6),
        Seconds = 1 + i,
        CpuSeconds = 2 + i,
    };

    /// <summary>The same evaluation with other results.</summary>
    public static EvalRecord Map(EvalRecord record, Func<EvalResult, EvalResult> change) => record with { Results = [.. record.Results.Select(change)] };
}
