using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Guards;

namespace Infill.Onnx.MaskModels;

/// <summary>The first half of Segment Anything: a picture becomes an embedding of 256×64×64, once for all clicks.</summary>
internal sealed class SegmentEncoder : IDisposable
{
    /// <summary>Numbers of an embedding.</summary>
    public const int EmbeddingLength = 256 * 64 * 64;

    private const int Float = 1;

    private readonly OnnxModel _model;
    private readonly GraphContract _contract;

    private SegmentEncoder(OnnxModel model, GraphContract contract) => (_model, _contract) = (model, contract);

    /// <summary>True for one float input [N, 3, 1024, 1024] and one output [N, 256, 64, 64].</summary>
    public static bool Fits(GraphContract contract) =>
        contract.Inputs is [{ ElementType: Float, Dims: [null or 1, 3, SegmentGeometry.Side, SegmentGeometry.Side] }]
        && contract.Outputs is [{ ElementType: Float, Dims: [null or 1, 256, 64, 64] }];

    /// <summary>Loads a checked file.</summary>
    /// <exception cref="EngineException">The runtime refuses the network.</exception>
    public static SegmentEncoder Load(CheckedGraph graph, int threads) =>
        new(graph.Load(graph.Path, new OnnxOptions { Threads = threads }), graph.Contract);

    /// <summary>The embedding of a picture.</summary>
    /// <exception cref="EngineException">The network failed, or answers with no number.</exception>
    public float[] Encode(Image image, CancellationToken cancellationToken)
    {
        FloatImage seen = SeenPicture.Of(image, new SegmentGeometry(image.Size).Seen);
        OnnxTensor tensor = SeenPicture.Normalised(seen, new PixelSize(SegmentGeometry.Side, SegmentGeometry.Side));
        var inputs = new Dictionary<string, OnnxTensor> { [_contract.Inputs[0].Name] = tensor };
        float[] embedding = _model.Run(inputs, [_contract.Outputs[0].Name], cancellationToken)[0].Floats;
        return embedding.Length == EmbeddingLength && Array.TrueForAll(embedding, float.IsFinite) ? embedding
            : throw new EngineException($"The encoder of Segment Anything answers with {embedding.Length:N0} values, or with some that are no numbers; expected {EmbeddingLength:N0}. Its file is another network, or broken.");
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
