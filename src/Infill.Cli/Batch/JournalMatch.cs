using Infill.Cli.Inputs;
using Infill.Cli.Jobs;

namespace Infill.Cli.Batch;

/// <summary>Holds a plan against what a journal says is finished.</summary>
internal static class JournalMatch
{
    /// <summary>Refuses a plan that would make a finished output from something else, and a manifest that does not ask for what is finished.</summary>
    /// <exception cref="CliException">Names the output.</exception>
    public static void Require(IReadOnlyList<BatchItem> items, BatchJournal journal, OutputFolder folder, bool isManifest)
    {
        var planned = new HashSet<string>(StringComparer.Ordinal);
        foreach (BatchItem item in items.Where(i => i.Output is not null))
        {
            planned.Add(item.Output!);
            if (item.Job is JobArguments job && journal.Find(item.Output!) is { Kind: JournalKind.Done } done && done.Job != ItemStamp.JobHash(job, folder))
            {
                throw Refuse($"'{PathText.Show(folder.At(item.Output!))}' was made from another picture, mask or options than '{PathText.Show(item.Input)}' now");
            }
        }

        if (isManifest && journal.Outputs().FirstOrDefault(line => line.Kind == JournalKind.Done && !planned.Contains(line.Output!)) is JournalLine stranger)
        {
            throw Refuse($"'{PathText.Show(folder.At(stranger.Output!))}' is finished, and this manifest does not ask for it");
        }
    }

    /// <summary>True if the file on disk is the one that the line speaks of: length, then hash.</summary>
    public static bool IsIntact(JournalLine line, string path) =>
        new FileInfo(path) is { Exists: true } file && file.Length == line.Bytes && ResultFile.HashFile(path) == line.Sha256;

    private static CliException Refuse(string what) => new(
        ExitCode.WrongUse,
        $"The output folder's journal is of another batch: {what}. Nothing was changed.",
        "the same command with another --output-dir; or with --fresh, which makes every output again");
}
