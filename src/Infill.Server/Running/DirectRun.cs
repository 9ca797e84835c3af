using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>For dialects whose clients wait for the pictures in one answer: the same durable job, and its end.</summary>
/// <param name="desk">Where the job is left.</param>
internal sealed class DirectRun(JobDesk desk)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>Accepts a job; the caller may let go of its files then.</summary>
    public async Task<Job> AcceptAsync(string owner, JobSpec spec, CancellationToken cancellationToken) =>
        (await desk.SubmitAsync(owner, spec, new JobTerms(), cancellationToken).ConfigureAwait(false)).Job;

    /// <summary>Waits for the end. If the client goes away nobody can fetch the result any more, so the job is cancelled.</summary>
    /// <exception cref="ProblemException">The job has no results.</exception>
    public async Task<Job> FinishAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            Job now = job;
            while (!now.State.IsEnd())
            {
                now = await desk.WaitAsync(job.Owner, job.Id, Look, cancellationToken).ConfigureAwait(false);
            }

            return now.Result is { Outputs.Count: > 0 } ? now : throw ToProblem(now);
        }
        catch (OperationCanceledException)
        {
            desk.Cancel(job.Owner, job.Id);
            throw;
        }
    }

    private static ProblemException ToProblem(Job job)
    {
        JobProblem problem = job.Result?.Problem ?? new JobProblem("failed", $"The job ended as {job.State.Word()}.");
        return new ProblemException(new Explanation(problem.Code == "bug" ? 500 : 422, problem.Code, "The job has no result", problem.Message));
    }
}
