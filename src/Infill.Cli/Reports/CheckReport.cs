using System.Text.Json;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Reports;

/// <summary>Tells what a check found.</summary>
internal static class CheckReport
{
    /// <summary>The record, or a line, to stdout; problems and warnings to stderr.</summary>
    /// <returns>The input's exit code.</returns>
    public static ExitCode Write(CheckRecord check, Voice voice)
    {
        string input = PathText.Show(check.Input);
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(check, ReportJson.Plain.CheckRecord));
        }
        else if (!voice.Talk.Quiet)
        {
            voice.Output.WriteLine($"{(check.Status == CheckStatus.Ok ? "ok    " : "failed")}  {input}{Facts(check)}");
        }

        foreach (ProblemRecord problem in check.Problems)
        {
            voice.Error.WriteLine(problem.Message.Contains(input, StringComparison.Ordinal) ? $"infill: {problem.Message}" : $"infill: {input}: {problem.Message}");
        }

        foreach (string warning in check.Warnings)
        {
            voice.Say($"Warning: {warning}");
        }

        return (ExitCode)check.ExitCode;
    }

    /// <summary>The last lines, if something is wrong.</summary>
    public static void End(ExitTally tally, Voice voice)
    {
        if (tally.Failed > 0)
        {
            voice.Error.WriteLine($"infill: {tally.Failed} of {tally.Count} inputs cannot be run as they stand.");
            voice.Error.WriteLine("Try: infill check --help");
        }
    }

    private static string Facts(CheckRecord check)
    {
        if (check.Picture is not HeaderRecord picture)
        {
            return "";
        }

        string mask = check.Mask switch
        {
            null => "",
            { File: HeaderRecord file } => $"; mask {Describe(file)}",
            { FilledPixels: long filled } => $"; mask of {Numbers.Count(filled)} px",
            { Kind: MaskKind.Alpha } => "; mask from its alpha channel",
            _ => "; mask expression",
        };
        string frames = picture.Frames > 1 ? $", {picture.Frames} frames" : "";
        string engine = check.Engine is { MemoryMb: long } look ? $"; {look.Name}{(look.CoreSeconds is double seconds ? $", about {Numbers.Seconds(seconds)} of one core" : "")}{PlanReport.Memory(look.MemoryMb)}" : "";
        return $"  {Describe(picture)}{frames}{mask}{engine}";
    }

    private static string Describe(HeaderRecord header) => $"{FormatWord.NameOf(header.Format)} {header.Width}×{header.Height} {header.Pixels}";
}
