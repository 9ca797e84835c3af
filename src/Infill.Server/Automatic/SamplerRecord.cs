namespace Infill.Server.Automatic;

/// <summary>A sampler.</summary>
/// <param name="Name">As clients write it: "Euler a".</param>
/// <param name="Aliases">This server's own name.</param>
/// <param name="Options">None.</param>
internal sealed record SamplerRecord(string Name, IReadOnlyList<string> Aliases, IReadOnlyDictionary<string, string> Options);
