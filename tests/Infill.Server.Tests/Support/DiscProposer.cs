using Infill.Imaging;
using Infill.Masks;

namespace Infill.Server.Tests.Support;

/// <summary>Stands for the networks: a disc around the first click, a third of the picture as its subject, no text at all.</summary>
internal sealed class DiscProposer : IMaskProposer
{
    public const int Radius = 6;

    public double Score { get; set; } = 0.9;

    public List<MaskPrompt> Asked { get; } = [];

    public IReadOnlyList<MaskProposal> Propose(Image image, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        Asked.Add(prompt);
        if (prompt.Kind == MaskPromptKind.Text)
        {
            throw new MaskProposalException("No text stands out in the picture; mark it by shapes.");
        }

        Mask mask = prompt.Kind == MaskPromptKind.Subject
            ? MaskShapes.Rectangle(image.Size, new MaskPoint(0, 0), image.Width / 3, image.Height)
            : MaskShapes.Ellipse(image.Size, prompt.Box?.TopLeft ?? prompt.Clicks[0].Point, Radius, Radius);
        return [new MaskProposal(mask, Score, $"Disc, {prompt.Clicks.Count} clicks")];
    }
}
