namespace Infill.Server.Jobs;

/// <summary>Where jobs are kept. What a method has done is durable when it returns.</summary>
/// <remarks>A seam: one machine keeps jobs in SQLite, many keep them in a message system.</remarks>
internal interface IJobStore
{
    /// <summary>Takes a job in, unless the queue is full or it is known.</summary>
    /// <returns>What became of it, and the job where there is one.</returns>
    /// <exception cref="Running.ProblemException">Its owner has as much on the disk as one may have.</exception>
    (Acceptance Acceptance, Job? Job) Accept(NewJob job);

    /// <summary>A job by its id, whoever owns it, or null.</summary>
    Job? Find(string id);

    /// <summary>The newest jobs of an owner.</summary>
    IReadOnlyList<Job> List(string owner, int most);

    /// <summary>Ends a queued job at once; a running one is marked, so that it ends as cancelled whatever happens to the server.</summary>
    /// <returns>The job as it stands afterwards, or null if there is none; and whether this call ended it.</returns>
    (Job? Job, bool IsEnd) Cancel(string id);

    /// <summary>Writes down the end of a run. Does nothing if that run is not the job's current one.</summary>
    /// <param name="id">The job.</param>
    /// <param name="attempt">Which run, 1 for the first.</param>
    /// <param name="result">Its end.</param>
    /// <returns>True if this was the end of the job.</returns>
    bool Settle(string id, int attempt, JobResult result);

    /// <summary>Forgets an ended job and what it holds.</summary>
    /// <returns>False if there is none or it still lives.</returns>
    bool Remove(string id);

    /// <summary>True if a file is a result of one of the owner's jobs.</summary>
    JobOutput? FindOutput(string owner, string sha256);
}
