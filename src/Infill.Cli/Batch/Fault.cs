namespace Infill.Cli.Batch;

/// <summary>Tells failures that can pass from those that cannot.</summary>
internal static class Fault
{
    /// <summary>No space and quota exceeded: Linux, macOS, Windows.</summary>
    private static readonly int[] FullCodes = [28, OperatingSystem.IsMacOS() ? 69 : 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>What an exception of a job means.</summary>
    public static FaultKind Of(Exception exception)
    {
        for (Exception? reason = exception; reason is not null; reason = reason.InnerException)
        {
            switch (reason)
            {
                case IOException when FullCodes.Contains(reason.HResult):
                    return FaultKind.DiskFull;
                case FileNotFoundException or DirectoryNotFoundException or PathTooLongException:
                    return FaultKind.Lasting;
                case IOException or UnauthorizedAccessException or OutOfMemoryException:
                    return FaultKind.Passing;
                default:
                    break;
            }
        }

        return FaultKind.Lasting;
    }
}
