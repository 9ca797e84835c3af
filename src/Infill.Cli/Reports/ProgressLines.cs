using System.Text.Json;

namespace Infill.Cli.Reports;

/// <summary>Writes progress for programs: one JSON line per step, not more than a reader can follow, and a last one. Jobs may run side by side.</summary>
/// <param name="error">Where the lines go.</param>
/// <param name="time">Clock of pace and budget.</param>
internal sealed class ProgressLines(TextWriter error, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LineBudget _budget = new(time);

    /// <summary>Where one job reports its steps; its pace counts from now.</summary>
    /// <param name="job">Name of the job: its input as the user wrote it.</param>
    /// <param name="fills">Number of fills in it.</param>
    /// <param name="preview">Shows what the job looks like by now; null (default) if nobody asked.</param>
    public ProgressSink Follow(string job, int fills, PreviewFile? preview = null)
    {
        var pace = new ProgressPace(time);
        return new ProgressSink((fill, step) =>
        {
            double fraction = (fill - 1 + step.Fraction) / fills;
            double? left = pace.SecondsLeft(step, fraction);

            // Written with every step, though not every step becomes a line.
            string? shown = preview?.Show(step);
            Write(force: false, () => new ProgressRecord
            {
                Job = job,
                Stage = (ProgressStage)step.Stage,
                Step = step.Step,
                Of = step.Steps,
                Fill = fill,
                Fills = fills,
                Region = step.Region,
                Regions = step.Regions,
                Fraction = Math.Round(fraction, 4),
                SecondsLeft = left,
                Preview = shown,
            });
        });
    }

    /// <summary>One step of a pull.</summary>
    /// <param name="model">Its id as the user wrote it.</param>
    /// <param name="files">Files that are whole, and of how many.</param>
    /// <param name="fraction">Share of the bytes that are there, 0…1.</param>
    public void Pull(string model, (int Done, int Of) files, double fraction) => Write(force: false, () => new ProgressRecord
    {
        Job = model,
        Stage = ProgressStage.Pull,
        Step = files.Done,
        Of = files.Of,
        Fraction = Math.Round(fraction, 4),
    });

    /// <summary>The last line of the command.</summary>
    public void End(ExitCode code) => Write(force: true, () => new ProgressRecord
    {
        Stage = ProgressStage.End,
        Fraction = 1,
        SecondsLeft = 0,
        Status = code switch
        {
            ExitCode.Done => ProgressStatus.Done,
            ExitCode.Degraded => ProgressStatus.Degraded,
            ExitCode.SomeFailed => ProgressStatus.Partial,
            ExitCode.Interrupted => ProgressStatus.Interrupted,
            _ => ProgressStatus.Failed,
        },
        ExitCode = (int)code,
    });

    private void Write(bool force, Func<ProgressRecord> describe)
    {
        lock (_lock)
        {
            if (force || _budget.Take())
            {
                error.WriteLine(JsonSerializer.Serialize(describe(), ReportJson.Plain.ProgressRecord));
            }
        }
    }
}
