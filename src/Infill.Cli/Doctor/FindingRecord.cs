namespace Infill.Cli.Doctor;

/// <summary>Something that is broken or missing.</summary>
/// <param name="IsRequired">True if jobs fail because of it; false if the program does without.</param>
/// <param name="What">What it is, as a sentence.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record FindingRecord(bool IsRequired, string What, string Remedy);
