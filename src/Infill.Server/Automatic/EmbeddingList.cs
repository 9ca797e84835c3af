namespace Infill.Server.Automatic;

/// <summary>Learned words, which models of this server bring along and do not list.</summary>
internal sealed record EmbeddingList
{
    /// <summary>Always empty.</summary>
    public IReadOnlyDictionary<string, string> Loaded { get; init; } = new Dictionary<string, string>();

    /// <summary>Always empty.</summary>
    public IReadOnlyDictionary<string, string> Skipped { get; init; } = new Dictionary<string, string>();
}
