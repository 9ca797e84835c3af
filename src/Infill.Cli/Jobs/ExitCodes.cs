namespace Infill.Cli.Jobs;

/// <summary>One answer for several inputs.</summary>
internal static class ExitCodes
{
    /// <summary>Done (or degraded) if all are; the common code if all failed alike; else some failed, or failed.</summary>
    /// <param name="codes">At least one.</param>
    public static ExitCode Combine(IReadOnlyCollection<ExitCode> codes)
    {
        ExitCode[] failed = [.. codes.Where(code => code is not (ExitCode.Done or ExitCode.Degraded))];
        if (failed.Length == 0)
        {
            return codes.Contains(ExitCode.Degraded) ? ExitCode.Degraded : ExitCode.Done;
        }

        return failed.Length < codes.Count || failed.Contains(ExitCode.SomeFailed) ? ExitCode.SomeFailed
            : failed.Distinct().Count() == 1 ? failed[0]
            : ExitCode.Failed;
    }
}
