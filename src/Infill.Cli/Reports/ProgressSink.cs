namespace Infill.Cli.Reports;

/// <summary>Takes steps as they come, on the thread that reports them.</summary>
/// <param name="show">Shows fill number and step.</param>
internal sealed class ProgressSink(Action<int, StageProgress> show) : IProgress<StageProgress>
{
    private int _fill = 1;

    /// <summary>The next steps belong to this fill, 1 …</summary>
    public void Begin(int fill) => _fill = fill;

    /// <inheritdoc/>
    public void Report(StageProgress value) => show(_fill, value);
}
