using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Jobs;

/// <summary>All proposals of a network for one prompt, each in files of its own.</summary>
internal static class MaskCandidates
{
    /// <summary>Refuses what has no proposals, and files that one name cannot stand for.</summary>
    /// <exception cref="CliException">No single prompt, stdout, or a numbered file that exists.</exception>
    public static void Require(MaskJob job)
    {
        if (!job.Candidates)
        {
            return;
        }

        if (Prompt(job, new PixelSize(1, 1)) is null)
        {
            throw new CliException(ExitCode.WrongUse, $"--candidates needs one thing to propose masks for: --click, --box, --subject or --text alone; the mask is '{Shell.Shorten(job.Source.Mask ?? "")}'.", "infill mask --help");
        }

        foreach (string path in new[] { job.Output, job.Preview }.OfType<string>())
        {
            if (StandardStreams.Is(path))
            {
                throw new CliException(ExitCode.WrongUse, "--candidates writes several files, and stdout takes one; give a file name.");
            }

            string first = Number(path, 1);
            if (File.Exists(first) && !job.Overwrite)
            {
                throw new CliException(ExitCode.WrongUse, $"'{first}' exists; --overwrite replaces it.");
            }
        }
    }

    /// <summary>The proposals, the best first.</summary>
    public static IReadOnlyList<MaskProposal> Find(MaskJob job, Image image, ProposedMasks proposed, CancellationToken cancellationToken)
    {
        MaskPrompt prompt = Prompt(job, image.Size)!;
        return prompt.FindProblem(image.Size) is string problem
            ? throw new CliException(ExitCode.WrongUse, $"'{Shell.Shorten(job.Source.Mask!)}': {problem}.")
            : proposed.Ask(image, prompt with { Candidate = null }, cancellationToken);
    }

    /// <summary>The job of one proposal: FILE becomes FILE-N.</summary>
    public static MaskJob Numbered(MaskJob job, int candidate) => job with
    {
        Output = job.Output is string output ? Number(output, candidate) : null,
        Preview = job.Preview is string preview ? Number(preview, candidate) : null,
    };

    private static string Number(string path, int candidate) => $"{Path.ChangeExtension(path, null)}-{candidate}{Path.GetExtension(path)}";

    private static MaskPrompt? Prompt(MaskJob job, PixelSize size)
    {
        if (job.Source.Mask is not string text || text == MaskReader.AlphaWord || PictureFiles.Exists(job.Source.MaskPath(text)))
        {
            return null;
        }

        try
        {
            return MaskExpression.Parse(text).FindPrompt(size);
        }
        catch (MaskExpressionException)
        {
            return null;
        }
    }
}
