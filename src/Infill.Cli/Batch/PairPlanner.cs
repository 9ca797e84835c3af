using Infill.Cli.Inputs;
using Infill.Cli.Jobs;
using Infill.Cli.Options;
using Infill.Cli.Reports;

namespace Infill.Cli.Batch;

/// <summary>Makes items of pictures and their masks: from a folder of masks, or with one mask for all.</summary>
/// <param name="batch">What the user asked for.</param>
/// <param name="folder">Where outputs go.</param>
internal sealed class PairPlanner(BatchArguments batch, OutputFolder folder)
{
    private readonly MaskFolder? _masks = batch.Sources.Masks is string root ? new MaskFolder(root) : null;

    /// <summary>Refuses masks that are missing, double or of no use.</summary>
    /// <exception cref="CliException">Says which.</exception>
    public void RequireMasks()
    {
        bool hasMask = JobParser.MaskNamesOf(batch.Workflow).Any(batch.Words.Has);
        if (!JobParser.TakesMask(batch.Workflow))
        {
            if (_masks is not null || hasMask)
            {
                throw Refuse($"{batch.Workflow} takes no masks, but {(hasMask ? "--mask" : "--masks")} was given.");
            }
        }
        else if (_masks is not null == hasMask)
        {
            throw Refuse(hasMask
                ? $"--masks and --mask (or {string.Join(", ", JobParser.MaskNamesOf(batch.Workflow).Skip(1))}) are both given; give a folder of masks or one mask for all."
                : $"{batch.Workflow} needs to know what to fill: --masks DIR with a mask for each picture, --mask MASK (or {string.Join(", ", JobParser.MaskNamesOf(batch.Workflow).Skip(1))}) for all, or a --manifest.");
        }

        if (JobParser.ProposalNamesOf(batch.Workflow).Any(batch.Words.Has) && !batch.Words.Has(ProposalOptions.AgreedName))
        {
            throw MaskAgreement.BatchRefusal();
        }

        if (batch.Sources.Masks is string root && !Directory.Exists(root))
        {
            throw new CliException(ExitCode.Failed, $"There is no folder of masks '{PathText.Show(root)}'.");
        }
    }

    /// <summary>Items of everything that the expressions name, in their order.</summary>
    /// <exception cref="CliException">An expression names nothing, or options do not fit the workflow.</exception>
    public BatchPlan Plan()
    {
        RequireMasks();
        RequireOtherFolder();
        InputSet found = InputExpander.Expand(batch.Sources.Inputs, Options);
        IReadOnlySet<string> own = JournalFile.OutputsOf(folder);
        InputFile[] files = [.. found.Files.Where(file => !own.Contains(RealPath.Of(file.Path)))];
        IEnumerable<BatchItem> items = found.Failures.Select(ToItem).Concat(files.SelectMany(ToItems));
        return new BatchPlan([.. items.Select((item, i) => item with { Number = i + 1 })], [.. Notes(found, files.Length)]);
    }

    /// <summary>Refuses a watch that would find its own outputs, or write over its masks.</summary>
    /// <exception cref="CliException">Says why.</exception>
    public void RequireWatchable()
    {
        RequireMasks();
        RequireOtherFolder();
        string watched = batch.Sources.Watch!;
        if (!Directory.Exists(watched))
        {
            throw new CliException(ExitCode.Failed, $"There is no folder '{PathText.Show(watched)}' to watch.");
        }

        if (RealPath.IsWithin(RealPath.Of(watched), folder.Real))
        {
            throw Refuse($"The watched folder '{PathText.Show(watched)}' is the output folder or lies in it, so every output would be a new picture; give another --output-dir.");
        }

        if (batch.Sources.Masks is string masks && RealPath.IsWithin(RealPath.Of(masks), folder.Real))
        {
            throw Refuse($"The folder of masks '{PathText.Show(masks)}' is the output folder or lies in it, so outputs could replace masks; give another --output-dir.");
        }
    }

    /// <summary>How folders and patterns are read: whole trees, without what this or another batch wrote, without masks.</summary>
    public InputOptions Options => new()
    {
        Recursive = true,
        Excluded = [folder.Path, .. batch.Sources.Masks is string masks ? [masks] : Array.Empty<string>()],
        MarkOfOutputs = JournalFile.Name,
    };

    /// <summary>The item of something that cannot be taken.</summary>
    public BatchItem ToItem(InputFailure failure) => new()
    {
        Number = 0,
        Input = failure.Path,
        Problem = new Failure(ExitCode.Failed, failure.Reason, "infill batch --help"),
    };

    /// <summary>Items of one picture: one, or <c>--count</c> of them.</summary>
    public IEnumerable<BatchItem> ToItems(InputFile file)
    {
        var item = new BatchItem { Number = 0, Input = file.Path };
        try
        {
            item = item with { Output = folder.Accept(OutputName.WithFormat(file.Relative, batch.Words)) };
            JobWords words = _masks is null ? batch.Words : batch.Words.With("--mask", _masks.Find(file.Relative));
            return JobItems.Expand(item, JobParser.Parse(batch.Workflow, file.Path, folder.At(item.Output), words), folder);
        }
        catch (CliException reason)
        {
            return [item with { Problem = FailureReport.Explain(reason, "batch") }];
        }
    }

    /// <summary>Path of the picture's mask; null if it is not there, "" if none is needed or there are too many.</summary>
    public string? MaskOf(InputFile file)
    {
        try
        {
            return _masks is null ? "" : _masks.Count(file.Relative) switch
            {
                0 => null,
                1 => _masks.Find(file.Relative),
                _ => "",
            };
        }
        catch (CliException)
        {
            // A folder that cannot be listed now may be there at the next look.
            return null;
        }
    }

    /// <summary>Forgets what lay in the folder of masks: more may have come.</summary>
    public void Refresh() => _masks?.Refresh();

    private void RequireOtherFolder()
    {
        string? masks = batch.Sources.Masks is string root ? RealPath.Of(root) : null;
        if (batch.Sources.Inputs.Append(batch.Sources.Watch).OfType<string>().FirstOrDefault(input => Directory.Exists(input) && RealPath.Of(input) == masks) is string same)
        {
            throw Refuse($"--masks is the input folder '{PathText.Show(same)}' itself; masks need a folder of their own, or each would be a picture to work on.");
        }
    }

    private IEnumerable<string> Notes(InputSet found, int taken)
    {
        foreach (string skipped in found.Skipped.Where(s => batch.Sources.Masks is not string masks || RealPath.Of(s) != RealPath.Of(masks)))
        {
            yield return $"'{PathText.Show(skipped)}' holds outputs of a batch; its pictures are not taken.";
        }

        if (found.Files.Count > taken)
        {
            yield return $"{found.Files.Count - taken} of the pictures are outputs of this batch and are not taken.";
        }
    }

    private static CliException Refuse(string message) => new(ExitCode.WrongUse, message, "infill batch --help");
}
