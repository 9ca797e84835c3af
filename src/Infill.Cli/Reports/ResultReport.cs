using Infill.Cli.Commands;
using Infill.Cli.Streams;
using Infill.Imaging;

namespace Infill.Cli.Reports;

/// <summary>Tells the user how a job went.</summary>
internal static class ResultReport
{
    /// <summary>The record to stdout with <c>--json</c>; warnings and one line per output to stderr.</summary>
    public static void Write(ResultRecord result, Voice voice)
    {
        ReportHead.Write(result, ReportJson.Plain.ResultRecord, result.Warnings, voice);
        foreach (string note in result.Notes ?? [])
        {
            voice.Say(note);
        }

        foreach (OutputRecord output in result.Outputs)
        {
            if (output.Status == OutputStatus.Failed)
            {
                voice.Error.WriteLine($"infill: {output.Path} failed: {output.Error}");
            }
            else
            {
                voice.Say(Line(result, output));
                if (output.Verdict?.Refinement is TraceRefinement refinement)
                {
                    voice.Say($"Refinement ended: {refinement.Stopped}");
                }

                if (output.Verdict is { Reasons.Count: > 0 } verdict)
                {
                    voice.Say($"{Judged(verdict)}: {string.Join("; ", verdict.Reasons)}");
                }
            }
        }

        if (result.Status is ResultStatus.Partial or ResultStatus.Failed)
        {
            voice.Error.WriteLine("Try: the same command with --overwrite");
        }
    }

    /// <summary>The process's answer.</summary>
    /// <param name="result">What happened.</param>
    /// <param name="strict">True answers 4 to a degraded result.</param>
    public static ExitCode ToExitCode(ResultRecord result, bool strict) => result.Status switch
    {
        ResultStatus.Done => ExitCode.Done,
        ResultStatus.Degraded => strict ? ExitCode.Degraded : ExitCode.Done,
        ResultStatus.Partial => ExitCode.SomeFailed,
        _ => ExitCode.Failed,
    };

    private static string Line(ResultRecord result, OutputRecord output)
    {
        MaskRecord mask = result.Mask;
        string verb = result.Command switch
        {
            "remove" => "Removed",
            "extend" => "Extended by",
            "replace" => "Replaced",
            "add" => "Added into",
            "unshadow" => "Relit",
            "refine" => "Refined",
            "swap-background" => "Swapped the background,",
            _ => "Filled",
        };
        string regions = mask.RegionCount == 1 ? "1 region" : $"{Numbers.Count(mask.RegionCount)} regions";
        return $"{verb} {regions} ({Numbers.Count(mask.FilledPixels)} px, {Numbers.Percent(mask.Share)}) with {result.Engine} "
            + $"in {Numbers.Seconds(output.Seconds)}; {Kept(result.Command, output)}{(output.Verdict is { Findings.Count: > 0, Reasons.Count: 0 } verdict ? $"; {Judged(verdict)}" : "")} → {StandardStreams.ShowOutput(output.Path)}";
    }

    private static string Judged(VerdictRecord verdict)
    {
        string fills = verdict.Attempts.Count == 0 ? "" : $"{Numbers.Count(verdict.Attempts.Count)} fills";
        int run = verdict.Refinement?.Passes.Count(pass => pass.Skipped is null) ?? 0;
        string passes = run == 0 ? "" : $"{(run == 1 ? "1 pass" : $"{run} passes")} ({verdict.Refinement!.Passes.Count(pass => pass.IsKept)} kept)";
        string tried = string.Join(" and ", new[] { fills, passes }.Where(text => text.Length > 0));
        return tried.Length == 0 ? verdict.Status : $"{verdict.Status} after {tried}";
    }

    private static string Kept(string command, OutputRecord output)
    {
        string kind = command == "swap-background" ? "locked" : "kept";
        string kept = $"{Numbers.Count(output.Proof!.ChangedPixels)} of {Numbers.Count(output.Proof.KeptPixels)} {kind} pixels changed";
        return output.FileProof == FileProof.Lossy ? $"{kept} (before {output.Format} encoding)" : kept;
    }
}
