using Infill.Imaging;
using Infill.Masks;

namespace Infill;

/// <summary>What a run gives.</summary>
public sealed record InpaintResult
{
    /// <summary>A new picture of the input's size, format and metadata.</summary>
    public required Image Image { get; init; }

    /// <summary>The measurement that no kept pixel changed; it always holds, else the run throws.</summary>
    public required KeepProof Proof { get; init; }

    /// <summary>What the mask stage made of the request's mask: where the engine generated, and how much of it is shown.</summary>
    public required PreparedMask Mask { get; init; }

    /// <summary>What was done, with everything that a replay needs but the pixels.</summary>
    public required Trace Trace { get; init; }

    /// <summary>What the user should know, as whole sentences; empty if all went well.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>True if there is a warning: the result stands, but someone should look at it.</summary>
    public bool IsDegraded => Warnings.Count > 0;

    /// <summary>The pictures of every region in the order of work; empty unless <see cref="InpaintOptions.KeepStages"/> is set.</summary>
    public IReadOnlyList<RegionStages> Stages { get; init; } = [];
}
