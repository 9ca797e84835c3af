namespace Infill.Cli.Jobs;

/// <summary>From what the user wrote behind <c>--model</c> to the folder or file that is opened.</summary>
internal static class ModelPlace
{
    /// <summary>The path of a model.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <exception cref="CliException">There is no such model.</exception>
    public static string Find(string text) => Path.Exists(text) ? text : throw new CliException(
        ExitCode.Missing,
        $"There is no model '{Shell.Shorten(text)}': no folder and no file of that path.",
        "the same command with --model and a diffusers folder or a .safetensors file");
}
