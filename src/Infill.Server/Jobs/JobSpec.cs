using Infill.Quality.Refining;

namespace Infill.Server.Jobs;

/// <summary>Everything that a job's pixels depend on. Every dialect only fills it in; it is stored with the job, so that a run after a restart is the same run.</summary>
internal sealed record JobSpec
{
    /// <summary>What the job is for.</summary>
    public required JobWorkflow Workflow { get; init; }

    /// <summary>Content hash of the picture's file.</summary>
    public required string Image { get; init; }

    /// <summary>What to fill, of a swapped background the product; null only where the picture is extended, for a shadow that shall be looked for, and for a product that is cut out already.</summary>
    public MaskSpec? Mask { get; init; }

    /// <summary>Where engines that copy must not copy from, or null.</summary>
    public MaskSpec? Exclude { get; init; }

    /// <summary>Lines to carry through the hole: of each its points, of each point x and y in picture pixels.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Guides { get; init; } = [];

    /// <summary>Name in the engine catalogue.</summary>
    public string Engine { get; init; } = "patch";

    /// <summary>Options per stage.</summary>
    public InpaintOptions Options { get; init; } = new();

    /// <summary>Sides of an extension, or null.</summary>
    public ExtendSpec? Extend { get; init; }

    /// <summary>What a background is swapped for, or null.</summary>
    public SwapSpec? Swap { get; init; }

    /// <summary>What is written.</summary>
    public OutputSpec Output { get; init; } = new();

    /// <summary>How the fills are judged; null = each once, without a heat map.</summary>
    public GateSpec? Gate { get; init; }

    /// <summary>Result files of the job: one if the gate chooses.</summary>
    public int Files => Gate?.Attempts is null ? Output.Count : 1;

    /// <summary>Fills that the job makes at most.</summary>
    public int MostFills => Gate switch
    {
        { Plan: { FillFirst: true } plan, Attempts: int rounds } => Output.Count + Math.Min(rounds - 1, plan.Passes.Count),
        { Plan: RefinementPlan plan, Attempts: int rounds } => Math.Min(rounds, plan.Passes.Count),
        { Plan: RefinementPlan plan } => Output.Count * ((plan.FillFirst ? 1 : 0) + plan.Passes.Count),
        { Attempts: int attempts } => Output.Count + attempts - 1,
        _ => Output.Count,
    };

    /// <summary>Hashes of the files that the job reads.</summary>
    public IEnumerable<string> Inputs() => new[] { Image, Mask?.Blob, Exclude?.Blob, Swap?.Picture }.OfType<string>().Distinct();
}
