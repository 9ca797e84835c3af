using Infill.Cli.Inputs;
using Infill.Imaging;

namespace Infill.Cli.Reports;

/// <summary>A small picture on disk that shows a job as it stands, written anew with every step of an engine that can show it.</summary>
/// <remarks>Each one replaces the one before in one move, so a reader never sees half a picture. One that cannot be written ends the previews, not the job.</remarks>
/// <param name="path">Its path; a PNG.</param>
internal sealed class PreviewFile(string path)
{
    /// <summary>The only ending: what a viewer polls should not change its kind.</summary>
    public const string Ending = ".png";

    private static readonly SaveOptions Replacing = new() { Overwrite = true, Format = FileFormat.Png };

    /// <summary>Why no more previews are written; null as long as they are.</summary>
    public string? Problem { get; private set; }

    /// <summary>Refuses a preview in the place of a file of the job.</summary>
    /// <exception cref="CliException">One of them has the preview's path.</exception>
    public static void RequireApart(string preview, IEnumerable<string?> files)
    {
        string full = Path.GetFullPath(preview);
        if (files.FirstOrDefault(file => file is not null && Path.GetFullPath(file) == full) is string same)
        {
            throw new CliException(ExitCode.WrongUse, $"--preview would replace {PathText.Show(same)}, a file of the job; give it a path of its own.");
        }
    }

    /// <summary>Writes a step's preview.</summary>
    /// <returns>The file's path, or null if there is nothing to show or it could not be written.</returns>
    public string? Show(StageProgress step)
    {
        if (step.Preview is not FloatImage preview || Problem is not null)
        {
            return null;
        }

        try
        {
            ImageFile.Save(Draw(preview), path, Replacing);
            return path;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ImageFileException)
        {
            Problem = $"Warning: no more previews, {path} cannot be written: {reason.Message}";
            return null;
        }
    }

    private static Image Draw(FloatImage preview)
    {
        var drawn = new Image(preview.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        for (int i = 0; i < drawn.Samples8.Length; i++)
        {
            drawn.Samples8[i] = (byte)MathF.Round(Math.Clamp(preview.Plane(i % 3)[i / 3], 0f, 1f) * byte.MaxValue);
        }

        return drawn;
    }
}
