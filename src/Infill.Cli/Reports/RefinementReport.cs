using Infill.Cli.Commands;
using Infill.Cli.Streams;
using Infill.Quality.Refining;

namespace Infill.Cli.Reports;

/// <summary>Tells the user how a picture would be refined.</summary>
internal static class RefinementReport
{
    /// <summary>The record to stdout with <c>--json</c>, else the passes; they are what was asked for, so they are data, not talk.</summary>
    public static void Write(RefinementRecord record, Voice voice)
    {
        ReportHead.Write(record, ReportJson.Plain.RefinementRecord, [], voice);
        if (voice.Talk.Json)
        {
            return;
        }

        foreach (string line in Lines(record))
        {
            voice.Output.WriteLine(line);
        }
    }

    /// <summary>A head, a line per pass, and when it ends.</summary>
    public static IEnumerable<string> Lines(RefinementRecord record)
    {
        RefinementPlan plan = record.Plan;
        string first = plan.FillFirst ? $"fill with {record.Engine} ({PlanReport.About(record.FirstSeconds)})" : "take the picture as it stands";
        yield return $"{StandardStreams.ShowOutput(record.Input.Path)}: {first}, then {(record.Passes.Count == 1 ? "1 pass" : $"up to {record.Passes.Count} passes")}; {PlanReport.About(record.Seconds)} if every pass is run.";
        for (int i = 0; i < record.Passes.Count; i++)
        {
            yield return $"{i + 1,3}. {Describe(record.Passes[i])}{Waits(plan.Passes.First(pass => pass.Name == record.Passes[i].Name))}";
        }

        yield return plan.RunAll
            ? "Every pass is run; one that the gate likes no better is undone."
            : $"Ends when the gate is satisfied, when {plan.Patience ?? RefinementPlan.UsualPatience} in a row were undone, or at --attempts and --time-budget.";
    }

    private static string Describe(RefinementPassRecord pass)
    {
        string where = pass.Region switch
        {
            RefinementRegion.Whole => "the whole hole",
            RefinementRegion.Worst => "where the gate's surest finding is",
            RefinementRegion.Border => "the hole's border",
            _ => "a rectangle",
        };
        string when = pass.When.Count == 0 ? "" : $", if the gate finds {string.Join(" or ", pass.When.Select(d => char.ToLowerInvariant(d.ToString()[0]) + d.ToString()[1..]))}";
        return pass.Problem is string problem ? $"{pass.Name}: {where}; left out: {problem}"
            : $"{pass.Name}: {where}{when}; {pass.Engine}, seed {pass.Seed}{(pass.ContextPx is int context ? $", context {context} px" : "")}; "
                + $"{(pass.IsAtMost ? "at most " : "")}{Numbers.Count(pass.Pixels)} px, {PlanReport.About(pass.Seconds)}";
    }

    private static string Waits(RefinementPass pass) => pass.Needs.Count == 0 ? "" : $"; only if {string.Join(" and ", pass.Needs)} was kept";
}
