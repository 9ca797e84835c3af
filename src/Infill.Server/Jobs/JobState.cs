namespace Infill.Server.Jobs;

/// <summary>Where a job stands. The first two are live; the others are ends, and a job has exactly one end.</summary>
internal enum JobState
{
    /// <summary>Accepted and durable; waits for its turn.</summary>
    Queued,

    /// <summary>An engine is at work.</summary>
    Running,

    /// <summary>All results are there, and the gate and the run have nothing against them.</summary>
    Succeeded,

    /// <summary>All results are there, but the gate doubts one of them or a run warned: someone should look.</summary>
    Degraded,

    /// <summary>A kept pixel changed, so nothing was kept of it.</summary>
    Blocked,

    /// <summary>It could not be done; the problem says why.</summary>
    Failed,

    /// <summary>Its owner ended it.</summary>
    Cancelled,

    /// <summary>Its deadline passed before it was done.</summary>
    Expired,
}
