namespace Infill.Server.Jobs;

/// <summary>The moments of a job's life, UTC.</summary>
/// <param name="Created">When it was accepted.</param>
/// <param name="Started">When its last run began, or null.</param>
/// <param name="Ended">When it ended, or null.</param>
/// <param name="Deadline">Until when it is wanted, or null.</param>
internal sealed record JobTimes(DateTimeOffset Created, DateTimeOffset? Started, DateTimeOffset? Ended, DateTimeOffset? Deadline);
