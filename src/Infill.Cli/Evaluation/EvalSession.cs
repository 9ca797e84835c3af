using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;

namespace Infill.Cli.Evaluation;

/// <summary>An evaluation while it runs: collects results from several threads and keeps them on disk.</summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="cases">All cases, in the order of the report.</param>
/// <param name="before">An earlier run to take results from, or null.</param>
/// <param name="blank">The record without cases and results.</param>
internal sealed class EvalSession(EvalFolder folder, IReadOnlyList<EvalCase> cases, EvalRecord? before, EvalRecord blank)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (EvalCaseFacts Facts, IReadOnlyList<EvalResult> Results)> _done = new(StringComparer.Ordinal);

    /// <summary>All cases.</summary>
    public IReadOnlyList<EvalCase> Cases => cases;

    /// <summary>The earlier run, or null.</summary>
    public EvalRecord? Before => before;

    /// <summary>What is known so far, in the order of the cases.</summary>
    public EvalRecord Record
    {
        get
        {
            lock (_lock)
            {
                var known = cases.Where(c => _done.ContainsKey(c.Name)).Select(c => _done[c.Name]).ToList();
                return blank with
                {
                    IsComplete = known.Count == cases.Count,
                    Cases = [.. known.Select(k => k.Facts)],
                    Results = [.. known.SelectMany(k => k.Results)],
                };
            }
        }
    }

    /// <summary>Keeps a picture for the page.</summary>
    public void Keep(CaseLook look) => folder.Keep(look);

    /// <summary>Adds a finished case and saves the record.</summary>
    /// <returns>Number of finished cases.</returns>
    public int Add(EvalCaseFacts facts, IReadOnlyList<EvalResult> results)
    {
        lock (_lock)
        {
            _done[facts.Name] = (facts, results);
            folder.Save(Record);
            return _done.Count;
        }
    }

    /// <summary>Writes everything that is known: record, table and page.</summary>
    public void Close()
    {
        EvalRecord record = Record;
        folder.Save(record);
        folder.Report(record);
    }
}
