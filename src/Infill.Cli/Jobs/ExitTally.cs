namespace Infill.Cli.Jobs;

/// <summary>Makes one answer out of those of several inputs.</summary>
internal sealed class ExitTally
{
    private ExitCode _first;
    private bool _differ;
    private bool _anyPartial;
    private bool _anyDegraded;

    /// <summary>Inputs so far.</summary>
    public int Count { get; private set; }

    /// <summary>Inputs whose work is not done.</summary>
    public int Failed { get; private set; }

    /// <summary>Done (or degraded) if all are; the common code if all failed alike; else some failed, or failed.</summary>
    public ExitCode Combined =>
        Failed == 0 ? (_anyDegraded ? ExitCode.Degraded : ExitCode.Done)
        : Failed < Count || _anyPartial ? ExitCode.SomeFailed
        : _differ ? ExitCode.Failed
        : _first;

    /// <summary>Counts the answer of one input.</summary>
    public void Add(ExitCode code)
    {
        Count++;
        _anyDegraded |= code == ExitCode.Degraded;
        if (code is ExitCode.Done or ExitCode.Degraded)
        {
            return;
        }

        _first = Failed == 0 ? code : _first;
        _differ |= code != _first;
        _anyPartial |= code == ExitCode.SomeFailed;
        Failed++;
    }
}
