namespace Infill.Evaluation.Runs;

/// <summary>A whole evaluation: what eval.json holds, and all that reports and comparisons need but the pictures.</summary>
public sealed record EvalRecord
{
    /// <summary>Form of this record; readers refuse a higher one.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Kind of record: always "evalRun".</summary>
    public string Record { get; init; } = "evalRun";

    /// <summary>Form that this record has, 1 or more.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>False while it runs, and if it was interrupted.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Program and machine.</summary>
    public required TraceEnvironment Environment { get; init; }

    /// <summary>Engines in the order of columns; the first is the one that is looked at.</summary>
    public required IReadOnlyList<EvalEngine> Engines { get; init; }

    /// <summary>Seeds for engines that use one.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Cases in the order of the list, skipped ones included.</summary>
    public IReadOnlyList<EvalCaseFacts> Cases { get; init; } = [];

    /// <summary>Fills, by case, engine and seed.</summary>
    public IReadOnlyList<EvalResult> Results { get; init; } = [];
}
