namespace Infill.Server.Security;

/// <summary>The file of keys.</summary>
internal sealed record KeyList
{
    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<KeyEntry> Keys { get; init; } = [];
}
