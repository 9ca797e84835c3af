using System.Globalization;
using System.Text;
using Infill.Cli.Commands;
using Infill.Cli.Inputs;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Writes a fitted model.</summary>
internal static class FitFile
{
    /// <summary>Writes it with the date of today.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="scenes">Scenes it was fitted to.</param>
    /// <param name="toJson">The model by its date.</param>
    /// <param name="command">Whose help tells more.</param>
    /// <param name="voice">Hears of it.</param>
    /// <exception cref="CliException">The scenes do not suffice for a fit.</exception>
    public static void Write(string file, int scenes, Func<string, string> toJson, string command, Voice voice)
    {
        try
        {
            string json = toJson(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            AtomicFile.Write(file, overwrite: true, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
            voice.Say($"Fitted to {scenes} scenes: {PathText.Show(file)}");
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.Failed, reason.Message, $"infill {command} --help");
        }
    }
}
