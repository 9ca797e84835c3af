using Infill.Imaging;
using Infill.Masks;
using Infill.Onnx.Guards;

namespace Infill.Onnx.MaskModels;

/// <summary>The second half of Segment Anything: clicks and a box on an embedding become masks with scores, in a fifth of a second.</summary>
internal sealed class SegmentDecoder : IDisposable
{
    private const int Cells = SegmentGeometry.MaskSide * SegmentGeometry.MaskSide;
    private const string Name = "The decoder of Segment Anything";

    private static readonly string[] InputNames = ["image_embeddings", "point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size"];

    private static readonly string[] OutputNames = ["low_res_masks", "iou_predictions"];

    private readonly OnnxModel _model;
    private readonly string[] _outputs;

    private SegmentDecoder(OnnxModel model, string[] outputs) => (_model, _outputs) = (model, outputs);

    /// <summary>True for the inputs and outputs of Segment Anything's own export.</summary>
    public static bool Fits(GraphContract contract) =>
        InputNames.All(name => contract.Inputs.Any(input => input.Name == name)) && contract.Inputs.Count == InputNames.Length
        && OutputNames.All(name => contract.Outputs.Any(output => output.Name == name));

    /// <summary>Loads a checked file; one that gives a single mask is made to give all that it computes.</summary>
    /// <exception cref="Infill.Engines.EngineException">The runtime refuses the network.</exception>
    public static SegmentDecoder Load(CheckedGraph graph, int threads)
    {
        bool givesAll = false;
        OnnxModel model = graph.Load(graph.Path, new OnnxOptions { Threads = threads }, bytes =>
        {
            byte[]? widened = CandidateOutputs.Add(bytes);
            givesAll = widened is not null;
            return widened ?? bytes;
        });
        return new SegmentDecoder(model, givesAll ? [CandidateOutputs.Masks, CandidateOutputs.Scores] : OutputNames);
    }

    /// <summary>Masks as logits, above 0 on the thing, each with the IoU that the network expects of it.</summary>
    /// <param name="embedding">From the encoder of the same model.</param>
    /// <param name="geometry">Where the picture lies.</param>
    /// <param name="prompt">Clicks and box that fit the picture.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="Infill.Engines.EngineException">The network failed, or its answer has another form.</exception>
    public IReadOnlyList<(ScoreMap Logits, float Score)> Decode(
        float[] embedding, SegmentGeometry geometry, MaskPrompt prompt, CancellationToken cancellationToken)
    {
        (float[] points, float[] labels) = Points(geometry, prompt);
        var inputs = new Dictionary<string, OnnxTensor>
        {
            ["image_embeddings"] = new(embedding, 1, 256, 64, 64),
            ["point_coords"] = new(points, 1, labels.Length, 2),
            ["point_labels"] = new(labels, 1, labels.Length),
            ["mask_input"] = new(new float[Cells], 1, 1, SegmentGeometry.MaskSide, SegmentGeometry.MaskSide),
            ["has_mask_input"] = new([0f], 1),
            ["orig_im_size"] = new([(float)geometry.Picture.Height, geometry.Picture.Width], 2),
        };
        IReadOnlyList<OnnxTensor> answer = _model.Run(inputs, _outputs, cancellationToken);
        float[] masks = answer[0].Floats, scores = answer[1].Floats;
        int count = Math.Max(1, scores.Length);
        return [.. Enumerable.Range(0, count).Select(i => (
            ScoreMap.Of(Name, masks.AsSpan(i * (masks.Length / count), masks.Length / count), new PixelSize(SegmentGeometry.MaskSide, SegmentGeometry.MaskSide), geometry.Covered),
            Math.Clamp(scores.ElementAtOrDefault(i), 0f, 1f)))];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    // Labels: 1 on the thing, 0 off it, 2 and 3 the box's corners, −1 a point that fills up where there is no box.
    private static (float[] Points, float[] Labels) Points(SegmentGeometry geometry, MaskPrompt prompt)
    {
        List<float> points = [], labels = [];
        foreach (MaskClick click in prompt.Clicks)
        {
            Add(geometry.ToSquare(click.Point), click.IsInside ? 1f : 0f);
        }

        if (prompt.Box is MaskBox box)
        {
            Add(geometry.ToSquare(box.TopLeft), 2f);
            Add(geometry.ToSquare(box.BottomRight), 3f);
        }
        else
        {
            Add((0f, 0f), -1f);
        }

        return ([.. points], [.. labels]);

        void Add((float X, float Y) point, float label)
        {
            points.Add(point.X);
            points.Add(point.Y);
            labels.Add(label);
        }
    }
}
