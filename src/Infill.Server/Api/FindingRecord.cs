using System.ComponentModel;
using Infill.Imaging;

namespace Infill.Server.Api;

/// <summary>How sure one detector of the gate is of its defect.</summary>
internal sealed record FindingRecord
{
    [Description("seam, colorStep, sharpness, foreign, repetition, flatness, structure, leftover or text; of a swapped background silhouette or halo.")]
    public required string Detector { get; init; }

    [Description("0 = surely not there … 1 = surely there.")]
    public required double Probability { get; init; }

    [Description("Where it is strongest: x, y, width, height; absent if it speaks of the whole fill.")]
    public IReadOnlyList<int>? Where { get; init; }

    /// <summary>The record of a finding.</summary>
    public static FindingRecord Of(TraceFinding finding) => new()
    {
        Detector = finding.Detector,
        Probability = finding.Probability,
        Where = finding.Where is PixelRect where ? [where.X, where.Y, where.Width, where.Height] : null,
    };
}
