using Infill.Masks;

namespace Infill.Cli.Reports;

/// <summary>A mask that a network proposed.</summary>
/// <param name="Candidate">Its place among the proposals, from 1 = best.</param>
/// <param name="Score">How sure the network is, 0…1.</param>
/// <param name="Origin">Network, file, beginning of its hash, and what it was asked.</param>
internal sealed record MaskProposalRecord(int Candidate, double Score, string Origin)
{
    /// <summary>The numbers of a proposal.</summary>
    public static MaskProposalRecord Of(MaskProposal proposal) => new(proposal.Candidate, Math.Round(proposal.Score, 4), proposal.Origin);
}
