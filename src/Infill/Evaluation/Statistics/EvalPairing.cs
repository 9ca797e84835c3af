using Infill.Evaluation.Runs;

namespace Infill.Evaluation.Statistics;

/// <summary>Fills of two evaluations that asked for the same: by case, pictures, engine and seed.</summary>
public sealed class EvalPairing
{
    private EvalPairing(IReadOnlyList<FillPair> pairs, IReadOnlyList<string> unpaired)
    {
        (Pairs, Unpaired) = (pairs, unpaired);
    }

    /// <summary>The pairs, failed fills included.</summary>
    public IReadOnlyList<FillPair> Pairs { get; }

    /// <summary>What the earlier evaluation has and the later one lacks, one sentence each.</summary>
    public IReadOnlyList<string> Unpaired { get; }

    /// <summary>Pairs two evaluations.</summary>
    /// <param name="before">The earlier one: all of it should have a partner.</param>
    /// <param name="after">The later one; what it has beyond the earlier one is ignored.</param>
    /// <param name="engines">Engines to compare; empty = every engine of the earlier one with itself.</param>
    public static EvalPairing Find(EvalRecord before, EvalRecord after, IReadOnlyList<(string Before, string After)> engines)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(engines);
        if (engines.Count == 0)
        {
            engines = [.. before.Engines.Select(e => (e.Name, e.Name))];
        }

        var pairs = new List<FillPair>();
        var unpaired = new List<string>(FindStrangers(before, after, engines));
        foreach (EvalCaseFacts facts in before.Cases.Where(c => c.Skipped is null))
        {
            EvalCaseFacts? partner = after.Cases.FirstOrDefault(c => c.Name == facts.Name && c.Skipped is null);
            if (partner?.Hash != facts.Hash)
            {
                unpaired.Add(partner is null ? $"Case '{facts.Name}' was run before and not after." : $"Case '{facts.Name}' has other pictures before and after.");
                continue;
            }

            foreach ((string one, string other) in engines)
            {
                PairFills(facts, (before, one), (after, other), (pairs, unpaired));
            }
        }

        return new EvalPairing(pairs, unpaired);
    }

    private static IEnumerable<string> FindStrangers(EvalRecord before, EvalRecord after, IReadOnlyList<(string Before, string After)> engines) =>
    [
        .. engines.Where(e => before.Engines.All(b => b.Name != e.Before)).Select(e => $"Engine '{e.Before}' is not in the earlier evaluation."),
        .. engines.Where(e => after.Engines.All(a => a.Name != e.After)).Select(e => $"Engine '{e.After}' is not in the later evaluation."),
    ];

    private static void PairFills(
        EvalCaseFacts facts,
        (EvalRecord Record, string Engine) before,
        (EvalRecord Record, string Engine) after,
        (List<FillPair> Pairs, List<string> Unpaired) found)
    {
        EvalResult[] partners = [.. after.Record.Results.Where(r => r.Case == facts.Name && r.Engine == after.Engine)];
        foreach (EvalResult fill in before.Record.Results.Where(r => r.Case == facts.Name && r.Engine == before.Engine))
        {
            // An engine without seeds has one fill, which stands against every seed of another engine.
            EvalResult? partner = partners.FirstOrDefault(p => p.Seed == fill.Seed)
                ?? (before.Engine != after.Engine && partners.Length == 1 ? partners[0] : null);
            if (partner is not null)
            {
                found.Pairs.Add(new FillPair(facts, before.Engine, after.Engine, fill, partner));
            }
            else if (partners.Length > 0)
            {
                found.Unpaired.Add($"Case '{facts.Name}', engine '{after.Engine}': seed {fill.Seed} was run before and not after.");
            }
        }
    }
}
