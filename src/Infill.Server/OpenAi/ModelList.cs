namespace Infill.Server.OpenAi;

/// <summary>The engines as models.</summary>
/// <param name="Data">By name.</param>
internal sealed record ModelList(IReadOnlyList<ModelRecord> Data)
{
    /// <summary>Always "list".</summary>
    public string Object { get; init; } = "list";
}
