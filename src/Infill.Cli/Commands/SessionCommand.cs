using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Sessions;

namespace Infill.Cli.Commands;

/// <summary>Edits that can be undone, looked at later, and made again on a larger version of the same photo.</summary>
internal static class SessionCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(TextWriter output, TextWriter error) => new("session", "Keep edits of a photo in a folder: undo, redo, list, and make them again on a larger version.")
    {
        New(output, error),
        Apply(output, error),
        Step("undo", "Take back the last step, or several.", -1, output, error),
        Step("redo", "Apply what was undone again.", 1, output, error),
        List(output, error),
        Export(output, error),
    };

    private static Command New(TextWriter output, TextWriter error)
    {
        var command = new Command("new", "Begin a session: a new folder with a copy of the photo.");
        Argument<string> folder = Folder();
        var photo = new Argument<string>("photo") { Description = "The picture; it is copied." };
        command.Add(folder);
        command.Add(photo);
        return Act(command, output, error, (parsed, voice, _) => new SessionHandler(voice).New(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(photo)));
    }

    private static Command Apply(TextWriter output, TextWriter error)
    {
        var command = new Command("apply", "Edit the picture as it is now; the edit and its options stand behind \"--\".");
        Argument<string> folder = Folder();
        var words = new Argument<string[]>("edit") { Description = "remove, fill, replace, add, refine, extend, unshadow or swap-background with the options of that command, without picture and output.", Arity = ArgumentArity.ZeroOrMore };
        command.Add(folder);
        command.Add(words);
        return Act(command, output, error, (parsed, voice, token) => new SessionHandler(voice).Apply(parsed.GetRequiredValue(folder), parsed.GetValue(words) ?? [], token));
    }

    private static Command Step(string name, string description, int sign, TextWriter output, TextWriter error)
    {
        var command = new Command(name, description);
        Argument<string> folder = Folder();
        Option<int?> steps = ValueOption.Whole("--steps", "How many (default 1).", 1, 1000);
        command.Add(folder);
        command.Add(steps);
        return Act(command, output, error, (parsed, voice, _) => new SessionHandler(voice).Move(parsed.GetRequiredValue(folder), sign * (parsed.GetValue(steps) ?? 1)));
    }

    private static Command List(TextWriter output, TextWriter error)
    {
        var command = new Command("list", "Show every step; an arrow stands where the picture is.");
        Argument<string> folder = Folder();
        command.Add(folder);
        return Act(command, output, error, (parsed, voice, _) => new SessionHandler(voice).List(parsed.GetRequiredValue(folder)));
    }

    private static Command Export(TextWriter output, TextWriter error)
    {
        var command = new Command("export", "Write the picture as it is now, or make the applied steps again on a larger version of the photo.");
        Argument<string> folder = Folder();
        Option<string?> on = ValueOption.Text("--on", "FILE", "A larger version of the session's photo, to make the steps again on.");
        Option<string?> file = ValueOption.Text("--output", "FILE", "File to write; its extension names the format.");
        file.Required = true;
        Option<int?> quality = ValueOption.Whole("--quality", "JPEG quality (default: the input's estimated quality, at least 90).", 1, 100);
        Option<bool> overwrite = ValueOption.Switch("--overwrite", "Replace an existing file.");
        command.Add(folder);
        command.Add(on);
        command.Add(file);
        command.Add(quality);
        command.Add(overwrite);
        return Act(command, output, error, (parsed, voice, token) => new SessionExport(voice).Run(
            parsed.GetRequiredValue(folder),
            parsed.GetValue(on),
            new OutputArguments { Path = parsed.GetValue(file), JpegQuality = parsed.GetValue(quality), Overwrite = parsed.GetValue(overwrite) },
            token));
    }

    private static Argument<string> Folder() => new("folder") { Description = "The session's folder." };

    private static Command Act(Command command, TextWriter output, TextWriter error, Func<ParseResult, Voice, CancellationToken, ExitCode> run)
    {
        var talk = new TalkOptions();
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, $"session {command.Name}", token => run(parsed, voice, token));
        });
        return command;
    }
}
