namespace Infill.Onnx.Store;

/// <summary>Turns what a disk answers into what a user can act on.</summary>
internal static class StoreFault
{
    /// <summary>No space, and quota exceeded: Linux, macOS, Windows.</summary>
    private static readonly int[] FullCodes = [28, OperatingSystem.IsMacOS() ? 69 : 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Runs work on files.</summary>
    /// <param name="path">What is worked on, for the message.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="ModelException">The disk refused it.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, e);
        }
    }

    /// <summary>The failure in words.</summary>
    /// <param name="path">What was worked on.</param>
    /// <param name="reason">What the system said.</param>
    /// <param name="more">What else the user should know.</param>
    public static ModelException Explain(string path, Exception reason, string more = "") => new(
        (FullCodes.Contains(reason.HResult) ? $"No space left for {path}; free some, or set HF_HOME to a larger disk." : $"{path} cannot be written or read: {reason.Message}")
        + (more.Length > 0 ? $" {more}" : ""),
        reason);

    /// <summary>Deletes a file or a link, also one that is protected from writing.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void Delete(string path)
    {
        var file = new FileInfo(path);
        if (OperatingSystem.IsWindows() && file.Exists && file.LinkTarget is null)
        {
            file.Attributes &= ~FileAttributes.ReadOnly;
        }

        file.Delete();
    }
}
