namespace Infill.Engines;

/// <summary>The model that an engine runs, as traces name it.</summary>
/// <param name="Path">As the user named it.</param>
/// <param name="Fingerprint">Equal for equal weights and settings: 64 hexadecimal digits.</param>
/// <param name="Summary">What it is, in a few words.</param>
public sealed record EngineModel(string Path, string Fingerprint, string Summary);
