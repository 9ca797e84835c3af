using System.CommandLine;

namespace Infill.Cli.Options;

/// <summary>The switch that tells a refinement's plan.</summary>
internal static class ExplainOption
{
    /// <summary>The option.</summary>
    public static Option<bool> Create() => ValueOption.Switch("--explain",
        "Print the passes of the refinement and about how long each takes; nothing is run or written, and no --output is needed.");
}
