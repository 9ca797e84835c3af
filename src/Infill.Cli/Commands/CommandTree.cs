using System.CommandLine;
using System.CommandLine.Help;
using Infill.Cli.Settings;

namespace Infill.Cli.Commands;

/// <summary>All commands. Building the tree touches neither the library nor libvips, so that help is quick.</summary>
internal static class CommandTree
{
    private const string NoSettings = "--no-settings";

    /// <summary>The root command.</summary>
    /// <param name="output">Receives data.</param>
    /// <param name="error">Receives talk.</param>
    public static RootCommand Create(TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Infill fills a masked region of a photo and changes nothing else.")
        {
            JobCommand.Create(JobSyntax.Remove(), output, error),
            JobCommand.Create(JobSyntax.Fill(), output, error),
            JobCommand.Create(JobSyntax.Extend(), output, error),
            JobCommand.Create(JobSyntax.Replace(), output, error),
            JobCommand.Create(JobSyntax.Add(), output, error),
            JobCommand.Create(JobSyntax.Refine(), output, error),
            JobCommand.Create(JobSyntax.Unshadow(), output, error),
            JobCommand.Create(JobSyntax.SwapBackground(), output, error),
            BatchCommand.Create(output, error),
            MaskCommand.Create(output, error),
            CheckCommand.Create(output, error),
            EnginesCommand.Create(output, error),
            ModelsCommand.Create(output, error),
            ReplayCommand.Create(output, error),
            SessionCommand.Create(output, error),
            EvalCommand.Create(output, error),
            ServeCommand.Create(output, error),
            McpCommand.Create(output, error),
            ConfigCommand.Create(output, error),
            DoctorCommand.Create(output, error),
            SchemaCommand.Create(output, error),
            CompletionCommand.Create(output, error),
            ManCommand.Create(output, error),
        };
        root.Add(new Option<bool>(NoSettings)
        {
            Description = "Use nothing but this command line: no INFILL_ variables, no infill.json.",
            Recursive = true,
        });
        root.HelpName = "infill";
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        return root;
    }

    /// <summary>The tree that a command line was parsed with.</summary>
    public static RootCommand RootOf(ParseResult parsed) => (RootCommand)parsed.RootCommandResult.Command;

    /// <summary>Where settings are looked for; nowhere if the user wants none.</summary>
    public static SettingPlaces PlacesOf(ParseResult parsed) =>
        parsed.GetValue((Option<bool>)RootOf(parsed).Options.Single(option => option.Name == NoSettings)) ? SettingPlaces.None : SettingPlaces.FromProcess();

    /// <summary>True for commands that must help where the settings are broken, and that do without them then.</summary>
    public static bool BearsBrokenSettings(Command command) => CommandPath.Of(command) is "config path" or "doctor" or "schema" or "completion" or "man";
}
