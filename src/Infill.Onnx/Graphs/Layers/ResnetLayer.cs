namespace Infill.Onnx.Graphs.Layers;

/// <summary>A residual block of two convolutions (diffusers: <c>ResnetBlock2D</c>).</summary>
/// <param name="Groups">Groups of the normalisations.</param>
/// <param name="Epsilon">Of the normalisations.</param>
/// <param name="TimeChannels">Length of the time embedding; 0 for networks without time.</param>
internal readonly record struct ResnetLayer(int Groups, float Epsilon, int TimeChannels)
{
    /// <summary>Adds the block.</summary>
    /// <param name="scope">Its weights.</param>
    /// <param name="x">N×<paramref name="inputs"/>×H×W.</param>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="outputs">Channels that go out.</param>
    /// <param name="time">N×T, after the activation; ignored without time.</param>
    /// <returns>N×<paramref name="outputs"/>×H×W.</returns>
    public Value Add(WeightScope scope, Value x, int inputs, int outputs, Value time)
    {
        GraphBuilder graph = scope.Graph;
        Value h = graph.Silu(scope["norm1"].GroupNorm(x, inputs, Groups, Epsilon));
        h = scope["conv1"].Conv(h, inputs, outputs, ConvGeometry.Same);
        if (TimeChannels > 0)
        {
            Value shift = scope["time_emb_proj"].Linear(time, TimeChannels, outputs);
            h = graph.Add(h, graph.Reshape(shift, -1, outputs, 1, 1));
        }

        h = graph.Silu(scope["norm2"].GroupNorm(h, outputs, Groups, Epsilon));
        h = scope["conv2"].Conv(h, outputs, outputs, ConvGeometry.Same);

        // The reference has a shortcut convolution exactly where the channels change.
        Value shortcut = inputs == outputs ? x : scope["conv_shortcut"].Conv(x, inputs, outputs, ConvGeometry.Point);
        return graph.Add(shortcut, h);
    }
}
