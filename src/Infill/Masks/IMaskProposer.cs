using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Finds what a prompt means in a picture.</summary>
public interface IMaskProposer
{
    /// <summary>Proposes masks, the best first; at least one.</summary>
    /// <param name="image">Any format; not modified.</param>
    /// <param name="prompt">Of a kind that it knows. With <see cref="MaskPrompt.Candidate"/> the answer is that one alone.</param>
    /// <param name="cancellationToken">Ends it within one operator of the network.</param>
    /// <exception cref="ArgumentException">The prompt does not fit the picture (<see cref="MaskPrompt.FindProblem"/>), or is of another kind.</exception>
    /// <exception cref="MaskProposalException">Nothing is found, or no mask that separates anything.</exception>
    IReadOnlyList<MaskProposal> Propose(Image image, MaskPrompt prompt, CancellationToken cancellationToken);
}
