namespace Infill.Server.Jobs;

/// <summary>Workflows as words of the wire, of the log and of traces.</summary>
internal static class JobWorkflows
{
    /// <summary>The only word of two.</summary>
    public const string SwapWord = Workflows.Products.SwapBackground.Workflow;

    private static readonly Dictionary<JobWorkflow, string> Words = Enum.GetValues<JobWorkflow>().ToDictionary(
        workflow => workflow, workflow => workflow == JobWorkflow.SwapBackground ? SwapWord : workflow.ToString().ToLowerInvariant());

    /// <summary>"remove", "swap-background" …</summary>
    public static string Word(this JobWorkflow workflow) => Words[workflow];

    /// <summary>True where a mask may be given and need not be: the workflow finds what it works on, or the picture's transparency tells it.</summary>
    public static bool IsMaskOptional(this JobWorkflow workflow) => workflow is JobWorkflow.Unshadow or JobWorkflow.SwapBackground;
}
