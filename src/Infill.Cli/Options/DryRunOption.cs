using System.CommandLine;

namespace Infill.Cli.Options;

/// <summary>The option that every command has which runs an engine and writes files.</summary>
internal static class DryRunOption
{
    /// <summary>A new one, for one command.</summary>
    public static Option<bool> Create() => ValueOption.Switch(
        "--dry-run", "Read pictures and masks, and say for each what would be done, written and replaced, and about how long it takes; write nothing.");
}
