namespace Infill.Cli.Settings;

/// <summary>One setting and where its value comes from.</summary>
internal sealed record ConfigSettingRecord
{
    /// <summary>Its key in infill.json: the option's name without dashes in front.</summary>
    public required string Name { get; init; }

    /// <summary>The command whose own section sets it; absent for what holds for all commands.</summary>
    public string? Command { get; init; }

    /// <summary>The value as it would be typed after the option; for a default, the words of the option's help.</summary>
    public required string Value { get; init; }

    /// <summary>Which kind of place the value comes from.</summary>
    public required SettingOrigin Origin { get; init; }

    /// <summary>The variable's name or the file's path; absent for a default.</summary>
    public string? Source { get; init; }

    /// <summary>The variable that would set it.</summary>
    public required string Variable { get; init; }

    /// <summary>Why the option does not take the value; absent if it does.</summary>
    public string? Problem { get; init; }
}
