using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx.Guards;

namespace Infill.Onnx.Erasers;

/// <summary>An eraser's session with its contract.</summary>
internal sealed class EraserNetwork : IDisposable
{
    private readonly OnnxModel _model;
    private readonly EraserSpec _spec;
    private readonly EraserRange _range;

    private EraserNetwork(OnnxModel model, EraserSpec spec, EraserRange range) => (_model, _spec, _range) = (model, spec, range);

    /// <summary>Builds the session of a checked file; where the file leaves the output's range open, runs it once.</summary>
    /// <exception cref="ModelException">The file was changed meanwhile.</exception>
    /// <exception cref="EngineException">The runtime refuses the network, or its answer fits no range.</exception>
    public static EraserNetwork Load(CheckedGraph graph, EraserSpec spec, int threads, CancellationToken cancellationToken)
    {
        OnnxModel model = graph.Load(graph.Path, new OnnxOptions { Threads = threads });
        try
        {
            EraserRange range = spec.Range ?? RangeProbe.Decide(graph.Path, spec, inputs => model.Run(inputs, [spec.Output], cancellationToken)[0]);
            return new EraserNetwork(model, spec, range);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>"output 0…255 (told by a run on a flat picture)", for notes.</summary>
    public string RangeNote => $"output {_range switch { EraserRange.Byte => "0…255", EraserRange.Signed => "−1…1", _ => "0…1" }}"
        + (_spec.Range is null ? " (told by a run on a flat picture)" : "");

    /// <summary>The whole region as the network would have it.</summary>
    /// <param name="picture">3 channels, 0…1; not modified.</param>
    /// <param name="hole">One value per pixel, 1 = hole, 0 = known.</param>
    /// <param name="geometry">Sizes on the way.</param>
    /// <param name="cancellationToken">Ends the run within one operator.</param>
    /// <exception cref="EngineException">The network failed, or its answer is no picture.</exception>
    public FloatImage Erase(FloatImage picture, float[] hole, EraserGeometry geometry, CancellationToken cancellationToken)
    {
        (FloatImage seen, float[] seenHole) = geometry.IsNative ? (picture, hole) : TileScaler.Reduce(picture, hole, geometry.Scaled);
        var tensors = new EraserTensors(_spec, geometry.Work);
        OnnxTensor output = _model.Run(tensors.Encode(seen, seenHole), [_spec.Output], cancellationToken)[0];
        FloatImage answer = tensors.Decode(output, _range, geometry.Scaled);
        return geometry.IsNative ? answer : TileScaler.Enlarge(answer, geometry.Tile);
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
