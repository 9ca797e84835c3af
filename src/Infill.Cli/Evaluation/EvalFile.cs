using Infill.Evaluation.Runs;

namespace Infill.Cli.Evaluation;

/// <summary>Reads eval.json files that users name.</summary>
internal static class EvalFile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">An eval.json, or the folder that holds one.</param>
    /// <exception cref="CliException">Missing, or not an evaluation.</exception>
    public static EvalRecord Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, EvalFolder.RecordName) : path;
        if (!File.Exists(file))
        {
            throw new CliException(ExitCode.Failed, $"There is no evaluation '{file}'.");
        }

        try
        {
            return EvalJson.Read(File.ReadAllText(file));
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.Failed, $"'{file}': {reason.Message}");
        }
    }
}
