using System.CommandLine;

namespace Infill.Cli.Commands;

/// <summary>Commands by the words that are typed for them.</summary>
internal static class CommandPath
{
    /// <summary>The words after "infill": "remove", "config list", or nothing for the root.</summary>
    public static string Of(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is Command parent ? $"{Of(parent)} {command.Name}".TrimStart() : "";

    /// <summary>The whole: "infill config list".</summary>
    public static string Typed(Command command) => $"infill {Of(command)}".TrimEnd();

    /// <summary>Every visible command below the root, parents before their children.</summary>
    public static IEnumerable<Command> All(Command root) =>
        root.Subcommands.Where(command => !command.Hidden).SelectMany(command => All(command).Prepend(command));
}
