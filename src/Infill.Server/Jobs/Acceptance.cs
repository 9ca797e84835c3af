namespace Infill.Server.Jobs;

/// <summary>What became of a job that asked to be accepted.</summary>
internal enum Acceptance
{
    /// <summary>Durable from now on, a power cut included.</summary>
    Accepted,

    /// <summary>The same request under the same idempotency key came before; its job is given.</summary>
    Known,

    /// <summary>Another request under the same idempotency key came before.</summary>
    Conflict,

    /// <summary>The queue is full.</summary>
    QueueFull,

    /// <summary>The owner has as many jobs waiting as one may have.</summary>
    OwnerFull,
}
