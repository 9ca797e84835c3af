using Infill.Cli.Reports;
using Infill.Cli.Settings;

namespace Infill.Cli.Jobs;

/// <summary>How a command speaks. Data goes to stdout, talk to stderr.</summary>
internal sealed record TalkArguments
{
    /// <summary>True prints the result record to stdout.</summary>
    public bool Json { get; init; }

    /// <summary>True says nothing but errors.</summary>
    public bool Quiet { get; init; }

    /// <summary>True says what each stage decided; <see cref="Quiet"/> wins.</summary>
    public bool Verbose { get; init; }

    /// <summary>How progress is shown.</summary>
    public ProgressMode Progress { get; init; }

    /// <summary>Path of a PNG that shows the job as it stands, written anew with every step; null for none.</summary>
    public string? Preview { get; init; }

    /// <summary>True draws the progress bar without colours.</summary>
    public bool NoColor { get; init; }

    /// <summary>True answers 4 to a degraded result.</summary>
    public bool Strict { get; init; }

    /// <summary>The settings that took effect, for errors and <c>--verbose</c>.</summary>
    public IReadOnlyList<SettingValue> Settings { get; init; } = [];
}
