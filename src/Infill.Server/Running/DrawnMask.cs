using Infill.Masks;
using Infill.Server.Jobs;

namespace Infill.Server.Running;

/// <summary>A mask that was drawn for a picture.</summary>
/// <param name="Mask">The mask, of the picture's size.</param>
/// <param name="Proposals">What networks proposed on the way, in order; empty if none was asked.</param>
internal sealed record DrawnMask(Imaging.Mask Mask, IReadOnlyList<MaskProposal> Proposals)
{
    /// <summary>Score of the least sure proposal, 0–1, or null.</summary>
    public double? Score => Proposals.Count > 0 ? Math.Round(Proposals.Min(proposal => proposal.Score), 3) : null;

    /// <summary>Which networks made it of what, or null.</summary>
    public string? Origin => Proposals.Count > 0 ? string.Join("; ", Proposals.Select(proposal => proposal.Origin)) : null;

    /// <summary>The stored file of this mask.</summary>
    public StoredPicture Describe(StoredPicture file) => file with { IsMask = true, Mask = MaskFacts.Of(Mask), Score = Score, Origin = Origin };
}
