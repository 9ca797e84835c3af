using System.CommandLine;
using Infill.Cli.Jobs;

namespace Infill.Cli.Commands;

/// <summary>The commands that edit a picture; they differ in their options and defaults only.</summary>
internal static class JobCommand
{
    /// <summary>The command of a syntax, ready to be run.</summary>
    public static Command Create(JobSyntax syntax, TextWriter output, TextWriter error)
    {
        syntax.Command.SetAction(parsed =>
        {
            JobArguments job = syntax.Read(parsed);
            var voice = new Voice(output, error, syntax.ReadTalk(parsed));
            return CommandScope.Run(voice, syntax.Command.Name, token => syntax.IsDryRun(parsed)
                ? DryRunHandler.Run(job, syntax.ReadInputs(parsed), voice, token)
                : JobHandler.Run(job, syntax.ReadInputs(parsed), voice, token));
        });
        return syntax.Command;
    }
}
