using Infill.Cli.Inputs;

namespace Infill.Cli.Batch;

/// <summary>What would lose pictures, refused before anything runs.</summary>
internal static class PlanCheck
{
    /// <summary>Refuses two items with one output, and an output that is an input or a mask.</summary>
    /// <exception cref="CliException">Names both.</exception>
    public static void Require(IReadOnlyList<BatchItem> items, OutputFolder folder)
    {
        var inputs = new Dictionary<string, string>(Comparer);
        foreach (string input in items.Where(i => i.Job is not null).SelectMany(i => ItemStamp.FilesOf(i.Job!)))
        {
            inputs[RealPath.Of(input)] = input;
        }

        var taken = new Dictionary<string, BatchItem>(Comparer);
        foreach (BatchItem item in items.Where(i => i.Output is not null))
        {
            if (!taken.TryAdd(item.Output!, item))
            {
                throw Twice(taken[item.Output!], item, folder);
            }

            if (inputs.TryGetValue(RealPath.Of(folder.At(item.Output!)), out string? input))
            {
                throw new CliException(
                    ExitCode.WrongUse,
                    $"The output '{PathText.Show(folder.At(item.Output!))}' is the input '{PathText.Show(input)}'; a batch never writes over what it reads.",
                    "the same command with another --output-dir");
            }
        }
    }

    private static StringComparer Comparer => OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private static CliException Twice(BatchItem first, BatchItem second, OutputFolder folder)
    {
        string output = PathText.Show(folder.At(first.Output!));
        return first.Line is int line
            ? new CliException(ExitCode.WrongUse, $"Lines {line} and {second.Line} of the manifest both write '{output}'; nothing was run. Give each its own \"output\".", "infill batch --help")
            : new CliException(
                ExitCode.WrongUse,
                $"'{PathText.Show(first.Input)}' and '{PathText.Show(second.Input)}' would both be written to '{output}'; nothing was run. "
                + "Name the folder that holds both, or quote the pattern, so that the outputs keep their folders.",
                "infill batch --help");
    }
}
