namespace Infill.Server.Jobs;

/// <summary>Where a job stands. The first two are live; the others are ends, and a job has exactly one end.</summary>
internal enum JobState
{
    /// <summary>Accepted and durable; waits for its turn.</summary>
    Queued,

    /// <summary>An engine is at work.</summary>
    Running,

    /// <summary>All results are there, without a warning.</summary>
    Succeeded,

    /// <summary>All results are there, with warnings that someone should read.</summary>
    Degraded,

    /// <summary>A policy refused it. No policy exists yet; the word is kept free.</summary>
    Blocked,

    /// <summary>It could not be done; the problem says why.</summary>
    Failed,

    /// <summary>Its owner ended it.</summary>
    Cancelled,

    /// <summary>Its deadline passed before it was done.</summary>
    Expired,
}
