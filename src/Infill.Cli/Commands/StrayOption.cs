using System.CommandLine;
using System.CommandLine.Parsing;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Cli.Streams;

namespace Infill.Cli.Commands;

/// <summary>A word among files that looks like an option: a slip of the fingers, not a file.</summary>
internal static class StrayOption
{
    /// <summary>What is wrong with the words of a command line that would be taken for files, or null.</summary>
    /// <remarks>Behind "--" everything is a file. No validator of an argument can see that, so the whole line is looked at.</remarks>
    public static string? Find(ParseResult parsed)
    {
        int files = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Count(token => token.Type == TokenType.Argument);
        IEnumerable<string> words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
        if (words.SkipLast(files).FirstOrDefault(word => word.StartsWith('-') && !StandardStreams.Is(word)) is not string slip)
        {
            return null;
        }

        string name = slip.Split('=')[0];
        string remedy = Spelling.Nearest(name, [.. parsed.CommandResult.Command.Options.Select(option => option.Name)]) is string near ? $"did you mean {near}?" : "--help lists the options.";
        return $"There is no option '{Shell.Shorten(name)}' here; {remedy} (For a file of that name, write ./{Shell.Shorten(slip)}.)";
    }
}
