namespace Infill.Cli.Reports;

/// <summary>How long a job will still take if it goes on as it went. One per job.</summary>
/// <param name="time">Clock.</param>
internal sealed class ProgressPace(TimeProvider time)
{
    /// <summary>Share of the job that must have passed before its pace says anything.</summary>
    private const double Least = 0.05;

    private (long Time, double Fraction)? _start;

    /// <summary>Seconds from now to the end; null while it is too early to say.</summary>
    /// <param name="step">Where the job's fill stands.</param>
    /// <param name="fraction">Share of the whole job that is done, 0…1; never falls.</param>
    /// <remarks>Counts from the engine's first step: what comes before is reading and starting up, of another pace.</remarks>
    public double? SecondsLeft(StageProgress step, double fraction)
    {
        if (_start is not var (start, startFraction))
        {
            _start = step.Stage == Stage.Fill ? (time.GetTimestamp(), fraction) : null;
            return null;
        }

        double passed = fraction - startFraction;
        return passed < Least ? null : Math.Round(time.GetElapsedTime(start).TotalSeconds / passed * (1 - fraction), 1);
    }
}
