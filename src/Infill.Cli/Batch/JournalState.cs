namespace Infill.Cli.Batch;

/// <summary>What a journal says in total: the last line about an output counts.</summary>
internal sealed class JournalState
{
    private readonly Dictionary<string, JournalLine> _last = new(StringComparer.Ordinal);

    /// <summary>The header, or null of an empty journal.</summary>
    public JournalLine? Header { get; private set; }

    /// <summary>Last line about each output, in no order.</summary>
    public IReadOnlyCollection<JournalLine> Outputs => _last.Values;

    /// <summary>Takes in one more line.</summary>
    public void Add(JournalLine line)
    {
        if (line.Kind == JournalKind.Header)
        {
            Header = line;
        }
        else
        {
            _last[line.Output!] = line;
        }
    }

    /// <summary>Last line about an output, or null.</summary>
    public JournalLine? Find(string output) => _last.GetValueOrDefault(output);
}
