using Infill.Engines;

namespace Infill.Quality;

/// <summary>How much may be tried for a fill that the gate accepts.</summary>
public sealed record GateBudget
{
    /// <summary>Most candidates or attempts that may be asked for.</summary>
    public const int Most = 100;

    /// <summary>Fills with seeds SEED, SEED+1 … of which the best goes on, 1–100, default 1. All are made.</summary>
    public int Candidates { get; init; } = 1;

    /// <summary>Rounds, 1–100, default 1: the candidates are the first; each further one changes something, until the gate accepts.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Seconds after which nothing new is begun, above 0; null (default) = no limit. With one, what is tried depends on the machine's speed.</summary>
    public double? Seconds { get; init; }

    /// <summary>Engines that may stand in for the asked one, in this order; none by default.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>Engines that may stand in where the asked one fails: those that need no text and have a choice; none for a request with a prompt.</summary>
    /// <param name="engines">All engines; the same ones on every machine that has the same files.</param>
    /// <param name="fill">Options of the request.</param>
    public static IReadOnlyList<string> StandIns(EngineCatalog engines, FillOptions fill)
    {
        ArgumentNullException.ThrowIfNull(engines);
        ArgumentNullException.ThrowIfNull(fill);
        return fill.Prompt is null ? [.. engines.Engines.Where(engine => !engine.UsesPrompt && engine.UsesSeed).Select(engine => engine.Name)] : [];
    }
}
