using Infill.Cli.Inputs;

namespace Infill.Cli.Batch;

/// <summary>What stands where an output is to go.</summary>
internal sealed record Standing
{
    /// <summary>The journal's line of an output that is finished and intact; null if it must be made.</summary>
    public JournalLine? Finished { get; init; }

    /// <summary>True if a file that stands there is this batch's own.</summary>
    public bool MayReplace { get; init; }

    /// <summary>Why nothing may be written there, or null.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Looks at the file and at what the journal says of it.</summary>
    /// <param name="last">Last line about the output, or null.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="job">Hash of the job as it is now.</param>
    /// <param name="inputs">Stamp of the inputs as they are now.</param>
    public static Standing Of(JournalLine? last, string path, string job, string inputs)
    {
        if (!File.Exists(path))
        {
            return new Standing();
        }

        switch (last?.Kind)
        {
            case JournalKind.Done when last.Job != job:
                return new Standing { Obstacle = $"'{PathText.Show(path)}' was made from another picture, mask or options; --overwrite replaces it." };
            case JournalKind.Begun:
                return new Standing { MayReplace = true };
            case JournalKind.Done or JournalKind.Former when JournalMatch.IsIntact(last, path):
                return last.Kind == JournalKind.Done && last.Inputs == inputs ? new Standing { Finished = last } : new Standing { MayReplace = true };
            case JournalKind.Done or JournalKind.Former:
                return new Standing { Obstacle = $"'{PathText.Show(path)}' is no longer what this batch wrote there; --overwrite makes it anew." };
            default:
                return new Standing { Obstacle = $"'{PathText.Show(path)}' exists and is not of this batch; --overwrite replaces it." };
        }
    }
}
