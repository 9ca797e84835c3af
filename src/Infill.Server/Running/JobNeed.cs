namespace Infill.Server.Running;

/// <summary>What a job takes of memory once its regions are known.</summary>
/// <param name="Bytes">From the plan to the written file, beside what is shared.</param>
/// <param name="Model">What the shared bytes belong to: jobs with an equal one share them.</param>
/// <param name="SharedBytes">Weights of its model; 0 for engines without. They stay until the process ends.</param>
internal readonly record struct JobNeed(long Bytes, object Model, long SharedBytes);
