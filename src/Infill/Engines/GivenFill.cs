using Infill.Imaging;

namespace Infill.Engines;

/// <summary>Content that a workflow computed itself (relit ground, another background). It takes the pipeline's way all the same: composite, stitch, proof, trace.</summary>
public sealed record GivenFill
{
    /// <summary>A picture of the request's size and format; only masked pixels of it are shown. Never modified.</summary>
    public required Image Image { get; init; }

    /// <summary>How it was made, as short sentences for traces.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the user should know, as whole sentences; a result with any is degraded.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
