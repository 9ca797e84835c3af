namespace Infill.Server.Jobs;

/// <summary>What a job is estimated to take of memory at its busiest moment.</summary>
/// <param name="Bytes">Its pictures and what its engine keeps for the largest region.</param>
/// <param name="SharedBytes">Weights of its engine, which all jobs of that engine share; 0 for engines without.</param>
internal readonly record struct JobMemory(long Bytes, long SharedBytes);
