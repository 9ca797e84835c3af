using System.ComponentModel;

namespace Infill.Server.Api;

/// <summary>A number that a workflow measured in its own result.</summary>
internal sealed record MeasureRecord
{
    [Description("silhouetteOverlap, haloDeltaE, maskOverlap, lockedPixels or softPixels; docs/products.md says what they are.")]
    public required string Name { get; init; }

    [Description("Its value.")]
    public required double Value { get; init; }

    /// <summary>The records of measures; null for none. Verdicts of older versions have no list.</summary>
    public static IReadOnlyList<MeasureRecord>? Of(IReadOnlyList<TraceMeasure>? measures) =>
        measures is { Count: > 0 } ? [.. measures.Select(measure => new MeasureRecord { Name = measure.Name, Value = measure.Value })] : null;
}
