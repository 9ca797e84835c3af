using System.Globalization;
using Infill.Engines;
using Infill.Tiles;

namespace Infill.Cli.Reports;

/// <summary>What each stage of a run decided, for <c>--verbose</c>.</summary>
internal static class VerboseReport
{
    /// <summary>Regions that are told one by one; a mask of dust has thousands.</summary>
    private const int ToldRegions = 20;

    /// <summary>Lines of talk about one run, in the order of the stages.</summary>
    /// <param name="trace">What happened.</param>
    /// <param name="engineReason">Why it is this engine, or null if nobody recorded it.</param>
    public static IEnumerable<string> Describe(Trace trace, string? engineReason = null)
    {
        TraceMask mask = trace.Mask;
        yield return $"Picture: {mask.Picture}, {mask.Format}; workflow {trace.Workflow}, engine {trace.Engine}, seed {trace.Options.Fill.Seed}";
        if (engineReason is not null)
        {
            yield return $"Engine: {trace.Engine}, {engineReason}";
        }

        if (trace.Model is EngineModel model)
        {
            yield return $"Model: {model.Path} ({model.Summary}), fingerprint {model.Fingerprint}";
        }

        yield return $"Mask: {Numbers.Count(mask.AskedPixels)} px asked for, {Numbers.Count(mask.FilledPixels)} px to generate "
            + $"in {mask.Bounds} (grown by {mask.GrownPx} px, fade {mask.FeatherPx} px)";
        for (int i = 0; i < Math.Min(ToldRegions, trace.Regions.Count); i++)
        {
            foreach (string line in Describe(trace.Regions[i], i + 1, trace.Regions.Count))
            {
                yield return line;
            }
        }

        if (trace.Regions.Count > ToldRegions)
        {
            yield return $"… and {Numbers.Count(trace.Regions.Count - ToldRegions)} more regions (--trace writes all of them)";
        }

        yield return $"Kept: {Numbers.Count(trace.Proof.ChangedPixels)} of {Numbers.Count(trace.Proof.KeptPixels)} px changed";
        foreach (TraceAttempt attempt in trace.Verdict?.Attempts ?? [])
        {
            string outcome = attempt.Probability is double doubt ? $"doubt {Score(doubt)}" : $"failed: {attempt.Error}";
            yield return $"Tried: {attempt.Reason}, engine {attempt.Engine}, seed {attempt.Seed}: {outcome}{(attempt.IsKept ? " (kept)" : "")}";
        }

        foreach (TracePass pass in trace.Verdict?.Refinement?.Passes ?? [])
        {
            yield return Describe(pass);
        }

        if (trace.Verdict is TraceVerdict verdict)
        {
            yield return $"Gate: {verdict.Status}, doubt {Score(verdict.Probability)} of {Score(verdict.Limit)}; "
                + string.Join(", ", verdict.Findings.Select(f => $"{f.Detector} {Score(f.Probability)}"));
        }

        yield return $"Times: {string.Join(", ", trace.Times.Stages.Select(s => $"{s.Stage.ToString().ToLowerInvariant()} {Seconds(s.Seconds)}"))}; "
            + $"{Seconds(trace.Times.Seconds)} in all";
    }

    private static IEnumerable<string> Describe(TraceRegion region, int number, int count)
    {
        string pass = region.Pass < 0 ? "" : $", pass {region.Pass + 1}";
        yield return $"Region {number} of {count}: {Numbers.Count(region.HolePixels)} px in {region.Hole}, context {region.Source}{pass}; "
            + $"engine {Seconds(region.FillSeconds)} of {Seconds(region.Seconds)}";
        foreach (string note in region.Notes)
        {
            yield return $"  engine: {note}";
        }

        foreach (BlendTrial trial in region.Trials)
        {
            string kept = trial.Method == region.Method ? " (kept)" : "";
            yield return $"  blend {trial.Method.ToString().ToLowerInvariant()}: seam {Score(trial.SeamScore)}{kept}; {trial.Reason}";
        }

        if (region.Color is ColorMatchReport color)
        {
            yield return $"  colours: {(color.Applied ? "moved" : "left")}, ring ΔE {Score(color.DeltaEBefore)} → {Score(color.DeltaEAfter)}; {color.Reason}";
        }

        if (region.Grain is GrainReport grain)
        {
            yield return $"  grain: {Score(grain.AddedAmplitude * 100)} % added; {grain.Reason}";
        }

        foreach (string warning in region.Warnings)
        {
            yield return $"  warning: {warning}";
        }
    }

    /// <summary>A refinement pass in one line.</summary>
    public static string Describe(TracePass pass)
    {
        string place = pass.Place.IsEmpty ? pass.Region : $"{pass.Region} {pass.Place}";
        string outcome = pass.Skipped is string reason ? $"left out: {reason}"
            : pass.Error is string error ? $"failed: {error}"
            : $"doubt {Score(pass.ProbabilityBefore)} → {Score(pass.ProbabilityAfter ?? 1)}, {(pass.IsKept ? "kept" : "undone")}";
        return $"Pass {pass.Name}: {place}, engine {pass.Engine}, seed {pass.Seed}: {outcome}";
    }

    private static string Score(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture) + " s";
}
