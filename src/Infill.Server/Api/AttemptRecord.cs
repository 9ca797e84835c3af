using System.ComponentModel;
using Infill.Tiles;

namespace Infill.Server.Api;

/// <summary>One fill that the gate tried.</summary>
internal sealed record AttemptRecord
{
    [Description("Why it was made: \"candidate 2 of 4\", \"more context\" …")]
    public required string Reason { get; init; }

    [Description("Engine that filled.")]
    public required string Engine { get; init; }

    [Description("Its seed.")]
    public required int Seed { get; init; }

    [Description("Surroundings in pixels; absent = the engine's own rule.")]
    public int? ContextPx { get; init; }

    [Description("How fill and original met.")]
    public required BlendMethod Blend { get; init; }

    [Description("Probability that something is wrong with it; absent if it could not be filled.")]
    public double? Probability { get; init; }

    [Description("Why it could not be filled.")]
    public string? Error { get; init; }

    [Description("True for the one that was kept.")]
    public required bool IsKept { get; init; }

    /// <summary>The record of an attempt.</summary>
    public static AttemptRecord Of(TraceAttempt attempt) => new()
    {
        Reason = attempt.Reason,
        Engine = attempt.Engine,
        Seed = attempt.Seed,
        ContextPx = attempt.ContextPx,
        Blend = attempt.Blend,
        Probability = attempt.Probability,
        Error = attempt.Error,
        IsKept = attempt.IsKept,
    };
}
