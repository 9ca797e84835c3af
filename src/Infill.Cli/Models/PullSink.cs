using Infill.Onnx.Store;

namespace Infill.Cli.Models;

/// <summary>Takes steps as they come, on the thread that reports them.</summary>
/// <param name="show">Shows a step.</param>
internal sealed class PullSink(Action<PullProgress> show) : IProgress<PullProgress>
{
    /// <inheritdoc/>
    public void Report(PullProgress value) => show(value);
}
