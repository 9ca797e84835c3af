namespace Infill.Evaluation.Runs;

/// <summary>One engine of an evaluation, as data.</summary>
public sealed record EvalEngine
{
    /// <summary>Unique name: 1–40 letters, digits, spaces and signs of <c>._+-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What exactly filled: results of equal identity may be used again. Changes with every build and every command.</summary>
    public required string Identity { get; init; }

    /// <summary>True if different seeds give different fills; others run once, with seed 0.</summary>
    public bool UsesSeed { get; init; }

    /// <summary>Command template of another program, or null.</summary>
    public string? Command { get; init; }
}
