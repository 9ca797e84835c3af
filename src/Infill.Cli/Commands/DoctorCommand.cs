using System.CommandLine;
using Infill.Cli.Doctor;
using Infill.Cli.Options;
using Infill.Cli.Settings;

namespace Infill.Cli.Commands;

/// <summary>Says what the program runs on and whether all of it works.</summary>
internal static class DoctorCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("doctor", "Check runtime, libvips, formats, engines, limits and folders, and say what is missing.");
        var talk = new TalkOptions();
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, talk.Read(parsed));
            var examination = new Examination(new SettingCatalog(CommandTree.RootOf(parsed)), CommandTree.PlacesOf(parsed), TimeProvider.System);
            return CommandScope.Run(voice, "doctor", _ => DoctorHandler.Run(examination.Examine(), voice));
        });
        return command;
    }
}
