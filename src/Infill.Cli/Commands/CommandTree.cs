using System.CommandLine;
using System.CommandLine.Help;

namespace Infill.Cli.Commands;

/// <summary>All commands. Building the tree touches neither the library nor libvips, so that help is quick.</summary>
internal static class CommandTree
{
    /// <summary>The root command.</summary>
    /// <param name="output">Receives data.</param>
    /// <param name="error">Receives talk.</param>
    public static RootCommand Create(TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Infill fills a masked region of a photo and changes nothing else.")
        {
            JobCommand.Remove(output, error),
            JobCommand.Fill(output, error),
            JobCommand.Extend(output, error),
            JobCommand.Replace(output, error),
            MaskCommand.Create(output, error),
            EnginesCommand.Create(output, error),
            ReplayCommand.Create(output, error),
            SchemaCommand.Create(output, error),
        };
        root.HelpName = "infill";
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        return root;
    }
}
