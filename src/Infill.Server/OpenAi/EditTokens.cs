namespace Infill.Server.OpenAi;

/// <summary>Tokens by kind, not counted.</summary>
internal sealed record EditTokens
{
    /// <summary>Always 0.</summary>
    public int TextTokens { get; init; }

    /// <summary>Always 0.</summary>
    public int ImageTokens { get; init; }
}
