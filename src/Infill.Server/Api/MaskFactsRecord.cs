using System.ComponentModel;
using Infill.Server.Jobs;

namespace Infill.Server.Api;

/// <summary>A mask as the server understood it.</summary>
internal sealed record MaskFactsRecord
{
    [Description("Pixels above 0.")]
    public required long FilledPixels { get; init; }

    [Description("Pixels above 0 and below 1, among them.")]
    public required long SoftPixels { get; init; }

    [Description("Tight rectangle around them: x, y, width, height.")]
    public required IReadOnlyList<int> Bounds { get; init; }

    [Description("Number of 8-connected parts.")]
    public required int Regions { get; init; }

    /// <summary>The record of a mask.</summary>
    public static MaskFactsRecord Of(MaskFacts mask) => new()
    {
        FilledPixels = mask.FilledPixels,
        SoftPixels = mask.SoftPixels,
        Bounds = [mask.Bounds.X, mask.Bounds.Y, mask.Bounds.Width, mask.Bounds.Height],
        Regions = mask.Regions,
    };
}
