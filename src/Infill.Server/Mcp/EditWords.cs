using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Mcp;

/// <summary>What a model is told of an edit's end: why it is not simply completed, and which tool to call next.</summary>
internal static class EditWords
{
    private const string AsItWas = "the picture is as it was";

    /// <summary>True for a refinement of a picture that stayed as it was.</summary>
    public static bool IsUnchanged(JobOutput output) => output.Verdict?.Refinement is { FillFirst: false } refinement && !refinement.Passes.Any(pass => pass.IsKept);

    /// <summary>Why it is not simply completed, or null; of a refinement also whether anything rose.</summary>
    public static string? Reason(Job job)
    {
        string? reason = JobAdvice.Reason(job);
        return job.Result!.Outputs[0] is { Verdict.Refinement: TraceRefinement refinement } output && IsUnchanged(output) ? $"{reason} {Stay(refinement)}".TrimStart() : reason;
    }

    /// <summary>What to do next.</summary>
    public static string NextStep(Job job) => job.Spec.Workflow switch
    {
        JobWorkflow.Refine when IsUnchanged(job.Result!.Outputs[0]) => job.State == JobState.Degraded
            ? "Tell the user. refine with start_over: true makes the edit again from its source; another mask, engine or plan may do better, too."
            : "Go on with this handle.",
        JobWorkflow.SwapBackground or JobWorkflow.Unshadow when job.State == JobState.Degraded => $"Tell the user. {JobAdvice.NextStep(job)}",
        _ when job.State == JobState.Degraded =>
            "Look at the picture where the reason says, and tell the user. refine looks for a better version; another mask, seed or engine may help, too; undo takes the edit back.",
        JobWorkflow.SwapBackground => "Look at the picture, most of all at the product's edge; undo takes the edit back.",
        _ => "Look at the picture; compare says where it differs, undo takes the edit back.",
    };

    private static string Stay(TraceRefinement refinement)
    {
        int run = refinement.Passes.Count(pass => pass.Skipped is null);
        return run == 0 ? $"Nothing was tried: {Lower(refinement.Stopped)} So {AsItWas}."
            : $"Nothing rose: {(run == 1 ? "1 pass was" : $"{run} passes were")} tried and undone, so {AsItWas}.";
    }

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
