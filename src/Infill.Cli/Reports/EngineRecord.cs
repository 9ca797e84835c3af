namespace Infill.Cli.Reports;

/// <summary>One engine, as an <c>engines</c> record lists it.</summary>
internal sealed record EngineRecord
{
    /// <summary>Name for <c>--engine</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Full path of the file that it runs; absent for engines that need none.</summary>
    public string? File { get; init; }

    /// <summary>True if <c>--prompt</c> leads it.</summary>
    public required bool UsesPrompt { get; init; }

    /// <summary>True if it runs with <c>--model</c> only.</summary>
    public required bool NeedsModel { get; init; }

    /// <summary>True if seeds give different fills.</summary>
    public required bool UsesSeed { get; init; }

    /// <summary>True for the engine that runs without <c>--engine</c>.</summary>
    public required bool IsDefault { get; init; }
}
