using System.Runtime.CompilerServices;
using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.MaskModels;

namespace Infill.Cli.Jobs;

/// <summary>Asks the mask models of this machine, and remembers what they said of each mask.</summary>
internal sealed class ProposedMasks : IDisposable
{
    private readonly List<MaskProposal> _made = [];
    private MaskModelShelf? _shelf;

    /// <summary>What was proposed and taken, in order.</summary>
    public IReadOnlyList<MaskProposal> Made => _made;

    /// <summary>The one proposal that a term means.</summary>
    public Mask Take(Image image, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        _made.Add(Ask(image, prompt with { Candidate = prompt.Candidate ?? 1 }, cancellationToken)[0]);
        return _made[^1].Mask;
    }

    /// <summary>The proposals for a prompt; all of them if it names none.</summary>
    // Not inlined: whoever asks nobody does not load the assembly of networks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public IReadOnlyList<MaskProposal> Ask(Image image, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        _shelf ??= new MaskModelShelf(Environment.GetEnvironmentVariable);
        return _shelf.Propose(image, prompt, cancellationToken);
    }

    /// <summary>Frees the models.</summary>
    public void Dispose() => _shelf?.Dispose();
}
