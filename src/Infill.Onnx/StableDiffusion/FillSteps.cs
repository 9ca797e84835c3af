using Infill.Engines;
using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Counts the steps of all passes of one fill.</summary>
/// <param name="target">Told of every step; may be null.</param>
/// <param name="steps">Steps of all passes.</param>
internal sealed class FillSteps(IProgress<EngineProgress>? target, int steps)
{
    /// <summary>Share of a fill before its first step: texts, loading, encoding.</summary>
    private const double Opening = 0.05;

    /// <summary>Share after its last: decoding.</summary>
    private const double Closing = 0.05;

    private int _done;

    /// <summary>One more is made.</summary>
    /// <param name="preview">What it shows; null if nothing can be shown.</param>
    public void Next(FloatImage? preview)
    {
        _done = Math.Min(_done + 1, steps);
        target?.Report(new EngineProgress(_done, steps, Opening + ((1 - Opening - Closing) * _done / steps)) { Preview = preview });
    }

    /// <summary>The picture is decoded.</summary>
    public void End() => target?.Report(new EngineProgress(steps, steps, 1));
}
