using System.CommandLine;
using System.Text;
using Infill.Cli.Commands;
using Infill.Cli.Settings;

namespace Infill.Cli.Manual;

/// <summary>One page in man(7)'s macros, from the definitions that parse the command line.</summary>
internal static class ManualPage
{
    /// <summary>Numbers and meanings, as <see cref="ExitCode"/> has them.</summary>
    private static readonly (ExitCode Code, string Meaning)[] ExitCodes =
    [
        (ExitCode.Done, "Everything that was asked for is done."),
        (ExitCode.Failed, "The job was right but could not be done."),
        (ExitCode.WrongUse, "The command line, a setting or the request cannot be run as it stands."),
        (ExitCode.SomeFailed, "Some of several outputs failed, others are written."),
        (ExitCode.Degraded, "Done with warnings; only with --strict."),
        (ExitCode.Blocked, "Blocked by policy; kept free."),
        (ExitCode.Missing, "A model or an engine is missing."),
        (ExitCode.Limit, "A limit refused the input."),
        (ExitCode.Interrupted, "Interrupted; nothing half-written is left."),
    ];

    /// <summary>Name of a command's page: "infill-config-list".</summary>
    public static string NameOf(Command command) => CommandPath.Typed(command).Replace(' ', '-');

    /// <summary>The page's source.</summary>
    public static string Write(Command command)
    {
        var page = new StringBuilder();
        page.AppendLine($".TH {NameOf(command).ToUpperInvariant()} 1 \"\" \"infill\" \"Infill Manual\"");
        page.AppendLine(".SH NAME").AppendLine($"{Escape(NameOf(command))} \\- {Escape(FirstSentence(command.Description))}");
        page.AppendLine(".SH SYNOPSIS").AppendLine($"\\fB{Escape(CommandPath.Typed(command))}\\fR {Escape(Synopsis(command))}".TrimEnd());
        page.AppendLine(".SH DESCRIPTION").AppendLine(Text(command.Description));
        WriteArguments(page, command);
        WriteSubcommands(page, command);
        WriteOptions(page, command);
        WriteRest(page, command);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Synopsis(Command command) => string.Join(' ', (string[])
    [
        .. command.Subcommands.Any(c => !c.Hidden) ? (string[])["COMMAND"] : [],
        .. command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Arity.MaximumNumberOfValues > 1 ? $"{a.Name}..." : a.Name),
        "[options]",
    ]);

    private static void WriteArguments(StringBuilder page, Command command)
    {
        foreach (Argument argument in command.Arguments)
        {
            page.AppendLine(".TP").AppendLine($"\\fI{Escape(argument.Name)}\\fR").AppendLine(Text(argument.Description));
        }
    }

    private static void WriteSubcommands(StringBuilder page, Command command)
    {
        Command[] subcommands = [.. command.Subcommands.Where(c => !c.Hidden)];
        if (subcommands.Length == 0)
        {
            return;
        }

        page.AppendLine(".SH COMMANDS");
        foreach (Command subcommand in subcommands)
        {
            page.AppendLine(".TP").AppendLine($"\\fB{Escape(subcommand.Name)}\\fR").AppendLine(Text($"{subcommand.Description} See {NameOf(subcommand)}(1)."));
        }
    }

    private static void WriteOptions(StringBuilder page, Command command)
    {
        page.AppendLine(".SH OPTIONS");
        IEnumerable<Option> inherited = command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive));
        foreach (Option option in command.Options.Concat(inherited).Where(option => !option.Hidden).DistinctBy(option => option.Name))
        {
            string names = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"\\fB{Escape(name)}\\fR"));
            string value = option.HelpName is null || option.ValueType == typeof(bool) ? "" : $" \\fI{Escape(option.HelpName)}\\fR";
            page.AppendLine(".TP").AppendLine(names + value).AppendLine(Text(option.Description));
        }
    }

    private static void WriteRest(StringBuilder page, Command command)
    {
        page.AppendLine(".SH \"EXIT STATUS\"");
        foreach ((ExitCode code, string meaning) in ExitCodes)
        {
            page.AppendLine(".TP").AppendLine($"\\fB{(int)code}\\fR").AppendLine(Text(meaning));
        }

        page.AppendLine(".SH ENVIRONMENT");
        foreach (Setting setting in Settable.Of(command))
        {
            page.AppendLine(".TP").AppendLine($"\\fB{Escape(setting.Variable)}\\fR").AppendLine(Text($"Sets {setting.Option.Name} where the command line does not."));
        }

        page.AppendLine(".TP").AppendLine("\\fBNO_COLOR\\fR").AppendLine("Not empty: no colours.");
        page.AppendLine(".TP").AppendLine("\\fBXDG_CONFIG_HOME\\fR").AppendLine(Text("Folder of the user's configuration; ~/.config without it (%APPDATA% on Windows)."));
        page.AppendLine(".SH FILES");
        page.AppendLine(".TP").AppendLine("\\fIinfill.json\\fR").AppendLine("Settings of the current folder.");
        page.AppendLine(".TP").AppendLine("\\fI$XDG_CONFIG_HOME/infill/infill.json\\fR").AppendLine("Settings of the user.");
        if (HelpWithExamples.Find(command) is string examples)
        {
            page.AppendLine(".SH EXAMPLES").AppendLine(".nf");
            foreach (string line in examples.ReplaceLineEndings("\n").Split('\n'))
            {
                page.AppendLine(Text(line, trim: false));
            }

            page.AppendLine(".fi");
        }
    }

    private static string FirstSentence(string? text) => (text ?? "").Split(". ")[0].TrimEnd('.');

    /// <summary>A line of text; one that begins with a dot or an apostrophe would be a command.</summary>
    private static string Text(string? text, bool trim = true)
    {
        string line = Escape(trim ? (text ?? "").Trim() : text ?? "");
        return line.StartsWith('.') || line.StartsWith('\'') ? "\\&" + line : line;
    }

    /// <summary>Dashes that can be copied, and nothing that the formatter would obey.</summary>
    private static string Escape(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
}
