namespace Infill.Cli.Reports;

/// <summary>Lets a burst of lines through, then a steady rate: short jobs show every step, long ones do not flood whoever reads.</summary>
/// <param name="time">Clock that refills the budget.</param>
internal sealed class LineBudget(TimeProvider time)
{
    /// <summary>Lines per second in the long run, about as many as a person can see.</summary>
    public const int PerSecond = 10;

    /// <summary>Lines at once: all steps of a small job.</summary>
    public const int Burst = 20;

    private double _lines = Burst;
    private long _last = time.GetTimestamp();

    /// <summary>True if a line may be written now.</summary>
    public bool Take()
    {
        long now = time.GetTimestamp();
        _lines = Math.Min(Burst, _lines + (time.GetElapsedTime(_last, now).TotalSeconds * PerSecond));
        _last = now;
        if (_lines < 1)
        {
            return false;
        }

        _lines--;
        return true;
    }
}
