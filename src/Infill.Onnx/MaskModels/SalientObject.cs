using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.Guards;

namespace Infill.Onnx.MaskModels;

/// <summary>What a viewer looks at first (U²-Net and networks of its contract): a map of saliency becomes a mask.</summary>
/// <remarks>Source: Qin et al., "U²-Net: Going Deeper with Nested U-Structure for Salient Object Detection", Pattern Recognition 106 (2020).
/// Threads may share an instance.</remarks>
public sealed class SalientObject : IMaskProposer, IDisposable
{
    private const int Float = 1;
    private const float Threshold = 0.5f;

    /// <summary>Less than this share of the picture is a speck, more than the other is subject and background.</summary>
    private const double LeastShare = 0.001;
    private const double MostShare = 0.9;

    private readonly OnnxModel _model;
    private readonly GraphContract _contract;
    private readonly string _origin;

    private SalientObject(OnnxModel model, GraphContract contract, string origin) => (_model, _contract, _origin) = (model, contract, origin);

    /// <summary>Opens and loads a network.</summary>
    /// <param name="path">ONNX file: float[1, 3, S, S] in, saliency float[1, 1, S, S] of 0…1 as the first output.</param>
    /// <param name="threads">Threads of the session, 0 = one per core.</param>
    /// <exception cref="ModelException">Missing, refused, or of another contract.</exception>
    /// <exception cref="Infill.Engines.EngineException">The runtime refuses the network.</exception>
    public static SalientObject Open(string path, int threads = 0) => Open(new MaskModelFile(path, null), threads);

    /// <summary>The same for a file whose hash may be known.</summary>
    internal static SalientObject Open(MaskModelFile file, int threads)
    {
        using CheckedGraph graph = file.Open();
        if (graph.Contract.Inputs is not [{ ElementType: Float, Dims: [null or 1, 3, long height and >= 32 and <= 4096, long width] }] || height != width
            || graph.Contract.Outputs is not [{ ElementType: Float, Dims: [null or 1, null or 1, _, _] }, ..])
        {
            throw new ModelException($"{file.Path} finds no subjects: it takes {GraphPort.Show(graph.Contract.Inputs)} and gives {GraphPort.Show(graph.Contract.Outputs)}; expected one float[1, 3, S, S] and first a float[1, 1, S, S].");
        }

        return new SalientObject(graph.Load(file.Path, new OnnxOptions { Threads = threads }), graph.Contract, $"U²-Net ({file.Describe(graph.Hash)}), subject");
    }

    /// <inheritdoc/>
    /// <exception cref="Infill.Engines.EngineException">The network failed.</exception>
    public IReadOnlyList<MaskProposal> Propose(Image image, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Kind != MaskPromptKind.Subject || prompt.FindProblem(image.Size) is not null)
        {
            throw new ArgumentException($"A subject is asked for without clicks and box, not {prompt.Kind}.", nameof(prompt));
        }

        ScoreMap map = Look(image, cancellationToken);
        double share = map.ShareAbove(Threshold);
        if (share is < LeastShare or > MostShare)
        {
            throw new MaskProposalException(share < LeastShare
                ? "No subject stands out in this picture. Click on the thing that is meant (--click x,y), or draw a box around it (--box x,y,w,h)."
                : $"The subject's mask would cover {share:P0} of the picture, subject and background together. Draw a box around the thing that is meant: --box x,y,w,h.");
        }

        float[] inside = [.. map.Values.Where(value => value > Threshold)];
        return prompt.Candidate is null or 1 ? [new MaskProposal(ProposalEdges.Refine(map, Threshold, image), inside.Average(), _origin)]
            : throw new MaskProposalException($"There is 1 proposal for the subject, so none with the number {prompt.Candidate}.");
    }

    /// <summary>The network's own map of saliency at the picture's size, 0…1.</summary>
    /// <exception cref="Infill.Engines.EngineException">The network failed.</exception>
    internal Mask Map(Image image, CancellationToken cancellationToken) => Look(image, cancellationToken).ToSoftMask(image.Size);

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private ScoreMap Look(Image image, CancellationToken cancellationToken)
    {
        int side = (int)_contract.Inputs[0].Dims[2]!.Value;
        var size = new PixelSize(side, side);
        FloatImage seen = SeenPicture.Of(image, size);
        Brighten(seen);
        var inputs = new Dictionary<string, OnnxTensor> { [_contract.Inputs[0].Name] = SeenPicture.Normalised(seen, size) };
        float[] saliency = _model.Run(inputs, [_contract.Outputs[0].Name], cancellationToken)[0].Floats;
        return ScoreMap.Of("The network for subjects", saliency, size, (side, side));
    }

    // As the network was trained: the brightest sample is 1.
    private static void Brighten(FloatImage seen)
    {
        float most = Math.Max(1e-3f, seen.Values.Max());
        foreach (ref float value in seen.Values.AsSpan())
        {
            value /= most;
        }
    }
}
