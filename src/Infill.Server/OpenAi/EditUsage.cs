namespace Infill.Server.OpenAi;

/// <summary>Tokens, which this server does not count; clients expect the member.</summary>
internal sealed record EditUsage
{
    /// <summary>Always 0.</summary>
    public int InputTokens { get; init; }

    /// <summary>Always 0.</summary>
    public int OutputTokens { get; init; }

    /// <summary>Always 0.</summary>
    public int TotalTokens { get; init; }

    /// <summary>Both 0.</summary>
    public EditTokens InputTokensDetails { get; init; } = new();
}
