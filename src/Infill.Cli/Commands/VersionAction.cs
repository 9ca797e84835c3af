using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Infill.Cli.Commands;

/// <summary>Answers <c>--version</c> with one line: program, version, and the commit it was built from.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <summary>As many digits of a commit as tell it from any other.</summary>
    private const int CommitDigits = 12;

    /// <summary>"--version extra" must not end in a lecture on "extra".</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>"infill 0.1.0 (0123456789ab)".</summary>
    /// <param name="informational">Version, and after a plus sign the commit; without one, the build knew none.</param>
    public static string Describe(string informational) => informational.Split('+', 2) switch
    {
        [string version, { Length: > 0 } commit] => $"infill {version} ({commit[..Math.Min(commit.Length, CommitDigits)]})",
        [string version, ..] => $"infill {version}",
        _ => "infill",
    };

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        parseResult.InvocationConfiguration.Output.WriteLine(Describe(version?.InformationalVersion ?? "unknown"));
        return 0;
    }
}
