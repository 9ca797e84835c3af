using Infill.Cli.Streams;
using Infill.Workflows.Products;

namespace Infill.Cli.Jobs;

/// <summary>What of a swap-background job can be refused before a pixel is decoded.</summary>
internal static class SwapChecks
{
    /// <summary>Refuses a job that does not say what the product is.</summary>
    /// <exception cref="CliException">Names the ways.</exception>
    public static void RequireProduct(JobArguments job)
    {
        if (job.Source.Mask is null)
        {
            throw new CliException(
                ExitCode.WrongUse,
                "swap-background needs to know what the product is: --subject, --click x,y, --box x,y,w,h (networks that infill models pull gets), or --mask with a file (white = product), an expression, or alpha.",
                $"infill swap-background {Shell.Quote(job.Source.Image)} --subject --background white --output out.png");
        }
    }

    /// <summary>Refuses options that do not go together, and a background that is not there.</summary>
    /// <exception cref="CliException">With the code that fits.</exception>
    public static void RequireBackground(JobArguments job, SwapArguments swap)
    {
        if (SwapBuilder.FindObstacle(swap) is string obstacle)
        {
            throw new CliException(ExitCode.WrongUse, obstacle, "infill swap-background --help");
        }

        if (swap.Prompt is null && (job.Model is not null || job.Diffusion is not null))
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"--background {Shell.Quote(swap.Background)} needs no model, but {(job.Model is not null ? "--model was given" : "options of one were given (--steps, --strength, --guidance and their like)")}; a model paints --background prompt:\"TEXT\".",
                "infill swap-background --help");
        }

        if (swap.File is string path && (StandardStreams.Is(path) || !File.Exists(path)))
        {
            throw new CliException(
                ExitCode.Failed,
                Directory.Exists(path) ? $"The background '{path}' is a folder, not a picture." : $"There is no file '{path}' for the background; it may also be {BackgroundText.Forms}.",
                "infill swap-background --help");
        }
    }
}
