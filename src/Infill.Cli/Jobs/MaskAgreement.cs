using Infill.Cli.Commands;
using Infill.Cli.Reports;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Masks;

namespace Infill.Cli.Jobs;

/// <summary>A mask that a network found is never applied unseen, unless the user says so.</summary>
internal static class MaskAgreement
{
    /// <summary>What an output's preview is called after its name without extension.</summary>
    private const string PreviewEnd = ".mask-preview.png";

    /// <summary>True if the job's mask comes from a network and nobody agreed to it.</summary>
    public static bool IsMissing(SourceArguments source) => !source.IsAgreed && source.Mask is string text && NeedsProposals(text, source);

    /// <summary>True if a mask's text asks a network.</summary>
    public static bool NeedsProposals(string text, SourceArguments source)
    {
        if (text == MaskReader.AlphaWord || PictureFiles.Exists(source.MaskPath(text)))
        {
            return false;
        }

        try
        {
            return MaskExpression.Parse(text).NeedsProposals;
        }
        catch (MaskExpressionException)
        {
            // Whoever reads the mask says what is wrong with it.
            return false;
        }
    }

    /// <summary>Finds the mask, writes its preview beside the output, and says how to go on.</summary>
    /// <returns>What the user has to do first; the job is not run.</returns>
    public static CliException Ask(PlannedJob plan, Voice voice, CancellationToken cancellationToken)
    {
        SourceArguments source = plan.Job.Source;
        var files = new PictureFiles(voice.Streams, cancellationToken);
        using var proposed = new ProposedMasks();
        Image image = files.Load(source.Image, Limits.From(source));
        Mask mask = MaskReader.Read(source.Mask!, image, source, (files, proposed));
        string found = string.Join("; ", proposed.Made.Select(one => $"score {Numbers.Decimal(one.Score)}, {one.Origin}"));
        string share = $"{Numbers.Percent((double)mask.CountFilled() / mask.Size.Area)} of the picture ({found})";
        string target = plan.Outputs.Targets[0].Path;
        if (StandardStreams.Is(target))
        {
            return Refusal($"It covers {share}. Look at it with infill mask and --preview first.");
        }

        string preview = Path.ChangeExtension(target, null) + PreviewEnd;
        ResultFile.Write(MaskPreview.Overlay(image, mask), preview, new OutputArguments { Format = FileFormat.Png, Overwrite = true }, voice.Streams, cancellationToken);
        return Refusal($"It covers {share}; look at it: {preview}");
    }

    /// <summary>The refusal of a batch, none of whose masks is looked at.</summary>
    public static CliException BatchRefusal() => Refusal("A batch shows none; look at some of them first: infill mask with --preview-dir.");

    private static CliException Refusal(string seen) => new(
        ExitCode.WrongUse,
        $"A mask that a network found is not applied unseen. {seen}",
        "the same command with --yes; with --candidate 2 for another proposal; with more clicks, -x,y beside the thing, or --box");
}
