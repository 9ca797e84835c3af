using System.Text.Json;
using Infill.Engines;

namespace Infill.Quality.Refining;

/// <summary>Passes that are run one after another on the current canvas, as data; a file holds the same as JSON.</summary>
/// <remarks>Each pass stands only if the gate likes its canvas better; else it is undone. The run ends when the gate accepts, when
/// <see cref="Patience"/> is lost, or at the budget.</remarks>
public sealed record RefinementPlan
{
    /// <summary>Version of the file's form; readers refuse a higher one.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Most passes of a plan.</summary>
    public const int MostPasses = 32;

    /// <summary>Passes that may be undone in a row if a plan does not say.</summary>
    public const int UsualPatience = 2;

    private const int MostBytes = 1 << 18;

    /// <summary>The form that this plan has, 1 or more; null (default) = the first.</summary>
    public int? Schema { get; init; }

    /// <summary>True fills the hole before the first pass; false (default) takes the picture as filled. Workflows that fill always do.</summary>
    public bool FillFirst { get; init; }

    /// <summary>True runs every pass even if the gate is satisfied or patience lost; default false. Passes that are no better are undone all the same.</summary>
    public bool RunAll { get; init; }

    /// <summary>Passes in a row that may be undone before the score counts as rising no longer, 1–32; null (default) = <see cref="UsualPatience"/>.</summary>
    public int? Patience { get; init; }

    /// <summary>The passes, 1–32; in this order, as far as <see cref="RefinementPass.After"/> and <see cref="RefinementPass.Needs"/> let them.</summary>
    public required IReadOnlyList<RefinementPass> Passes { get; init; }

    /// <summary>Reads a plan file.</summary>
    /// <exception cref="InvalidDataException">Not a plan, of a newer form, or one that cannot be run; says every reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RefinementPlan Load(string path)
    {
        // Pipes and devices have length 0: reading one could wait for ever or never end.
        long length = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length;
        return length is 0 or > MostBytes
            ? throw new InvalidDataException($"{path} has {length} bytes or is no regular file; a plan has 1 to {MostBytes}.")
            : Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads a plan's JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Load"/>.</exception>
    public static RefinementPlan Parse(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            RefinementPlan read = JsonSerializer.Deserialize(json, RefinementPlanJson.Default.RefinementPlan)
                ?? throw new InvalidDataException($"{name} holds JSON null, not a refinement plan.");
            read = WithDefaults(read);
            string[] problems = [.. RefinementChecks.FindProblems(read)];
            return problems.Length == 0 ? read : throw new InvalidDataException($"{name}: {string.Join(' ', problems)}");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{name} is no refinement plan: {TraceJson.Place(e)} does not fit. 'infill schema refinementPlan' prints what a plan may hold.", e);
        }
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RefinementPlanJson.Default.RefinementPlan);

    /// <summary>Why the plan cannot be run with these engines; empty if it can.</summary>
    public IEnumerable<string> FindProblems(EngineCatalog engines)
    {
        ArgumentNullException.ThrowIfNull(engines);
        return RefinementChecks.FindProblems(this).Concat(
            from pass in Passes
            where pass?.Fill?.Engine is string name && engines.Find(name) is null
            select $"Pass '{pass.Name}' wants the engine '{pass.Fill.Engine}'; there are: {string.Join(", ", engines.Engines.Select(e => e.Name))}.");
    }

    // The generated reader leaves what a file does not name empty instead of as it was initialised.
    private static RefinementPlan WithDefaults(RefinementPlan read) => read with
    {
        Passes = [.. read.Passes.Select(pass => pass is null ? null! : pass with
        {
            Place = pass.Place ?? new RefinementPlace(),
            Fill = pass.Fill ?? new RefinementSettings(),
            When = pass.When ?? [],
            Needs = pass.Needs ?? [],
            After = pass.After ?? [],
        })],
    };
}
