using Infill.Engines;
using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>Another program as an engine: it gets picture and mask as PNG files in a folder of its own and writes a picture there.</summary>
/// <param name="info">Name, identity and command.</param>
/// <param name="template">The command.</param>
/// <param name="timeout">Longest time of one fill.</param>
/// <param name="cache">Where its fills are kept; null = nowhere.</param>
internal sealed class CommandEngine(EvalEngine info, CommandTemplate template, TimeSpan timeout, FillCache? cache) : IEvalEngine
{
    /// <inheritdoc/>
    public EvalEngine Info => info;

    /// <inheritdoc/>
    public EvalFill Fill(CasePictures pictures, int seed, CancellationToken cancellationToken)
    {
        string key = FillCache.KeyOf(pictures, info.Identity, seed);
        if (cache?.Find(key) is EvalFill known)
        {
            return known;
        }

        string folder = Directory.CreateTempSubdirectory("infill-eval-").FullName;
        try
        {
            EvalFill fill = Run(pictures, seed, folder, cancellationToken);
            cache?.Keep(key, fill);
            return fill;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private EvalFill Run(CasePictures pictures, int seed, string folder, CancellationToken cancellationToken)
    {
        string image = Path.Combine(folder, "image.png");
        string mask = Path.Combine(folder, "mask.png");
        string output = Path.Combine(folder, "output.png");
        ImageFile.Save(pictures.Input, image);
        ImageFile.Save(EvalPicture.OfMask(pictures.Mask), mask);
        ProcessRun run = Start(template.Fill(image, mask, output, seed), cancellationToken);
        RequireSuccess(run, output);
        return new EvalFill { Picture = Read(output, pictures.Input.Size), Seconds = run.Seconds, CpuSeconds = run.CpuSeconds };
    }

    private ProcessRun Start(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        try
        {
            return ProcessRun.Start(words, timeout, cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception reason)
        {
            throw new EngineException($"{info.Name}: {words[0]} cannot be run: {reason.Message}", reason);
        }
    }

    private void RequireSuccess(ProcessRun run, string output)
    {
        string said = run.Output.Length > 0 ? $" It said: {run.Output}" : "";
        if (run.IsTimedOut)
        {
            throw new EngineException($"{info.Name} took longer than {timeout.TotalSeconds:0} s and was ended.{said}");
        }

        if (run.ExitCode != 0)
        {
            throw new EngineException($"{info.Name} ended with exit code {run.ExitCode}.{said}");
        }

        if (!File.Exists(output))
        {
            throw new EngineException($"{info.Name} ended well but wrote no {{output}} file.{said}");
        }
    }

    private Image Read(string path, PixelSize expected)
    {
        try
        {
            Image image = EvalPicture.Load(path);
            return image.Size == expected
                ? image
                : throw new EngineException($"{info.Name} wrote a picture of {image.Size}; it must be {expected}, as the input is.");
        }
        catch (ImageFileException reason)
        {
            throw new EngineException($"{info.Name} wrote an output that cannot be read: {reason.Message}", reason);
        }
    }
}
