using Infill.Cli.Commands;
using Infill.Cli.Streams;

namespace Infill.Cli.Reports;

/// <summary>Tells the user what a job would do.</summary>
internal static class PlanReport
{
    /// <summary>The record to stdout with <c>--json</c>; warnings and one line per output to stderr.</summary>
    public static void Write(PlanRecord plan, Voice voice)
    {
        ReportHead.Write(plan, ReportJson.Plain.PlanRecord, plan.Warnings, voice);
        foreach (PlanOutputRecord output in plan.Outputs)
        {
            voice.Say(Line(plan, output));
        }
    }

    /// <summary>"about 1.2 s" for an estimate, or that there is none.</summary>
    public static string About(double? seconds) => seconds is double known ? $"about {Numbers.Seconds(known)}" : "time not known";

    /// <summary>", 5,012 MiB" for an engine that takes so much; else nothing.</summary>
    public static string Memory(long? megabytes) => megabytes is long known ? $", {Numbers.Count(known)} MiB" : "";

    private static string Line(PlanRecord plan, PlanOutputRecord output)
    {
        string regions = plan.Regions.Count == 1 ? "1 region" : $"{Numbers.Count(plan.Regions.Count)} regions";
        return $"Would {plan.Command} {regions} ({Numbers.Count(plan.Regions.Sum(r => r.Pixels))} px) with {plan.Engine}, {About(plan.Seconds / plan.Outputs.Count)}{Memory(plan.EngineMemoryMb)} "
            + $"→ {StandardStreams.ShowOutput(output.Path)}{(output.Replaces ? " (replaces the file there)" : "")}";
    }
}
