namespace Infill.Tests.Cli.Settings;

/// <summary>A setting with two values and the way to see from outside which of them held.</summary>
/// <param name="Name">Its key.</param>
/// <param name="First">The value that must win.</param>
/// <param name="Second">The value that every weaker place gives.</param>
/// <param name="Seen">What a run shows of it.</param>
internal sealed record LayeredSetting(string Name, string First, string Second, Func<LayeredRun, string> Seen)
{
    /// <summary>What a run shows if nobody sets it.</summary>
    public required string Default { get; init; }

    /// <summary>True if a folder's file may not set it.</summary>
    public bool IsUserOnly { get; init; }

    /// <summary>Where it shows.</summary>
    public SettingScene Scene { get; init; }

    /// <summary>True if it needs a run of its own, because it changes how the run speaks.</summary>
    public bool IsAlone { get; init; }
}
