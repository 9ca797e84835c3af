namespace Infill.Server.Jobs;

/// <summary>The order of work.</summary>
internal interface IJobQueue
{
    /// <summary>The next job, already marked as running with this attempt counted; null if none waits.</summary>
    /// <param name="fits">Asked once, of the next job; if it says no, nothing is taken, and nobody is let past. Null = every job fits.</param>
    /// <remarks>Among owners, the highest priority first, then whoever was served longest ago; of one owner by priority and age.</remarks>
    Job? Take(Func<Job, bool>? fits = null);

    /// <summary>Gives a job back that was taken and not run to its end, without counting the attempt: the server is being stopped in order.</summary>
    void GiveBack(string id, int attempt);

    /// <summary>After a start: jobs that the last stop interrupted wait again, before all others; those that took the server down too often are set aside.</summary>
    /// <returns>How many wait again, and how many were set aside.</returns>
    (int Again, int SetAside) Recover();

    /// <summary>Ends waiting jobs whose deadline has passed.</summary>
    /// <returns>The jobs, with their ends.</returns>
    IReadOnlyList<Job> ExpireOverdue();

    /// <summary>Jobs that wait.</summary>
    int CountWaiting();
}
