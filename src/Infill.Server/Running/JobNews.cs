namespace Infill.Server.Running;

/// <summary>One thing that happened to a job.</summary>
/// <param name="Progress">Where the run stands, or null: the job has another state, look at the store.</param>
/// <param name="Output">Fill at work, 1 … number of results; 0 with a state.</param>
internal readonly record struct JobNews(StageProgress? Progress, int Output)
{
    /// <summary>The job has another state.</summary>
    public static JobNews State => new(null, 0);
}
