using System.CommandLine;
using Infill.Cli.Reports;
using Infill.Cli.Streams;

namespace Infill.Cli.Options;

/// <summary>Arguments that take many files: what looks like an option there is a slip of the fingers, not a file.</summary>
internal static class InputArgument
{
    /// <summary>Files, folders and patterns.</summary>
    /// <param name="name">What help calls them.</param>
    /// <param name="description">What they are.</param>
    /// <param name="arity">How many.</param>
    public static Argument<string[]> Create(string name, string description, ArgumentArity arity)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = arity };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-') && !StandardStreams.Is(token.Value))?.Value is not string slip)
            {
                return;
            }

            IEnumerable<string> known = result.Parent is System.CommandLine.Parsing.CommandResult command ? command.Command.Options.Select(option => option.Name) : [];
            string word = slip.Split('=')[0];
            string remedy = Spelling.Nearest(word, [.. known]) is string near ? $"did you mean {near}?" : "--help lists the options.";
            result.AddError($"There is no option '{word}' here; {remedy} (For a file of that name, write ./{slip}.)");
        });
        return argument;
    }
}
