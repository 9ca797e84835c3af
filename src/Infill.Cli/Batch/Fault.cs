namespace Infill.Cli.Batch;

/// <summary>Tells failures that can pass from those that cannot.</summary>
internal static class Fault
{
    /// <summary>No space and quota exceeded: Linux, macOS, Windows.</summary>
    private static readonly int[] FullCodes = [28, OperatingSystem.IsMacOS() ? 69 : 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>What an exception of a job means; causes within it count, however often they are wrapped.</summary>
    public static FaultKind Of(Exception exception)
    {
        Exception[] causes = [.. Chain(exception)];
        return causes.Any(cause => cause is IOException && FullCodes.Contains(cause.HResult)) ? FaultKind.DiskFull
            : causes.Any(cause => cause is FileNotFoundException or DirectoryNotFoundException or PathTooLongException) ? FaultKind.Lasting
            : causes.Any(cause => cause is IOException or UnauthorizedAccessException or OutOfMemoryException) ? FaultKind.Passing
            : FaultKind.Lasting;
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
