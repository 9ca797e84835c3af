using Infill.Imaging;
using Infill.Masks;

namespace Infill;

/// <summary>What a run has made when its last region is stitched and its proof holds.</summary>
internal sealed record RunOutcome
{
    public required PreparedMask Mask { get; init; }

    public required Image Output { get; init; }

    public required KeepProof Proof { get; init; }

    public required IReadOnlyList<TraceRegion> Regions { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
