using System.Text.RegularExpressions;
using Infill.Onnx;

namespace Infill.Cli.Models;

/// <summary>Gives failures of models their exit code and the next command.</summary>
internal static partial class ModelFailure
{
    /// <summary>Runs work with models.</summary>
    /// <exception cref="CliException">It failed as a <see cref="ModelException"/> says.</exception>
    public static ExitCode Guard(Func<ExitCode> work)
    {
        try
        {
            return work();
        }
        catch (ModelException e)
        {
            throw new CliException(CodeOf(e.Fault), e.Message, NextOf(e) ?? (e.Fault == ModelFault.Missing ? "infill models list --known" : null));
        }
    }

    /// <summary>The command that a message ends with, or null.</summary>
    public static string? NextOf(ModelException failure) => NextCommand().Match(failure.Message) is { Success: true } match ? match.Value.TrimEnd('.') : null;

    /// <summary>The exit code of a fault.</summary>
    public static ExitCode CodeOf(ModelFault fault) => fault switch
    {
        ModelFault.Missing => ExitCode.Missing,
        ModelFault.Limit => ExitCode.Limit,
        ModelFault.Unfit => ExitCode.WrongUse,
        _ => ExitCode.Failed,
    };

    // A message that ends with a command names what to do.
    [GeneratedRegex(@"infill models [a-z]+ [^\s()]+\.?$")]
    private static partial Regex NextCommand();
}
