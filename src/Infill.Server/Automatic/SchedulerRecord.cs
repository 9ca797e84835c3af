namespace Infill.Server.Automatic;

/// <summary>A spacing of noise levels.</summary>
/// <param name="Name">"karras".</param>
/// <param name="Label">As clients write it.</param>
internal sealed record SchedulerRecord(string Name, string Label);
