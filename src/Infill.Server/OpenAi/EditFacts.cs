using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.OpenAi;

/// <summary>What the dialect has no member for: an addition of this server that clients skip.</summary>
internal sealed record EditFacts
{
    /// <summary>Id of the job, for the native API.</summary>
    public required string Job { get; init; }

    /// <summary>Engine that filled.</summary>
    public required string Engine { get; init; }

    /// <summary>Pixels that the mask marked.</summary>
    public required long FilledPixels { get; init; }

    /// <summary>Their bounds: x, y, width, height.</summary>
    public required IReadOnlyList<int> Bounds { get; init; }

    /// <summary>SHA-256 over size, format and samples of each picture.</summary>
    public required IReadOnlyList<string> PixelSha256 { get; init; }

    /// <summary>What someone should know; empty if all went well.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>"completed" or "degraded": the quality gate doubts a picture, or the run warned.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is degraded, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What to do then, or null.</summary>
    public string? NextStep { get; init; }

    /// <summary>The facts of a job that succeeded.</summary>
    /// <param name="job">The job.</param>
    /// <param name="more">Warnings of the dialect itself.</param>
    public static EditFacts Of(Job job, IEnumerable<string> more)
    {
        MaskFacts mask = job.Result!.Mask!;
        return new EditFacts
        {
            Job = job.Id,
            Engine = job.Spec.Engine,
            FilledPixels = mask.FilledPixels,
            Bounds = [mask.Bounds.X, mask.Bounds.Y, mask.Bounds.Width, mask.Bounds.Height],
            PixelSha256 = [.. job.Result.Outputs.Select(output => output.PixelSha256)],
            Warnings = [.. more, .. job.Result.Outputs.SelectMany(output => output.Warnings).Distinct()],
            Status = job.State == JobState.Degraded ? "degraded" : "completed",
            Reason = JobAdvice.Reason(job),
            NextStep = JobAdvice.NextStep(job),
        };
    }
}
