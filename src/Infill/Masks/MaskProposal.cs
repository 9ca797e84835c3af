using Infill.Imaging;

namespace Infill.Masks;

/// <summary>A mask that a network proposes; whoever applies it should have looked at it.</summary>
/// <param name="Mask">Of the picture's size, soft along its edges.</param>
/// <param name="Score">How sure the network is, 0…1, by its own estimate; to compare proposals of one kind with.</param>
/// <param name="Origin">Which network, from which file, made it of what: "Segment Anything (sam.onnx 800b1500…), 1 click".</param>
public sealed record MaskProposal(Mask Mask, double Score, string Origin)
{
    /// <summary>Its place among the proposals for the same prompt, from 1 = best.</summary>
    public int Candidate { get; init; } = 1;
}
