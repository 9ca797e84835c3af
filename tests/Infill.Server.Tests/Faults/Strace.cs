using System.Diagnostics;

namespace Infill.Server.Tests.Faults;

/// <summary>Watches and troubles the system calls of a process. A Debian package; tests that need it are skipped without it.</summary>
internal static class Strace
{
    public const string Missing = "strace is not installed (Debian: apt-get install strace), or tracing is not allowed here.";

    private static readonly Lazy<bool> Works = new(() => OperatingSystem.IsLinux() && Run("strace", "-f", "-o", "/dev/null", "true") == 0);

    public static bool IsHere => Works.Value;

    /// <summary>Attaches to a process with all its threads; disposing lets it go.</summary>
    public static async Task<IDisposable> AttachAsync(int process, CancellationToken cancellationToken, params string[] more)
    {
        var start = new ProcessStartInfo("strace", ["-f", "-p", $"{process}", "-o", "/dev/null", .. more]) { RedirectStandardError = true };
        Process strace = Process.Start(start)!;
        await strace.StandardError.ReadLineAsync(cancellationToken);
        _ = strace.StandardError.ReadToEndAsync(CancellationToken.None);
        return new Attached(strace);
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private sealed class Attached(Process strace) : IDisposable
    {
        public void Dispose()
        {
            Run("kill", "-INT", $"{strace.Id}");
            strace.WaitForExit();
            strace.Dispose();
        }
    }
}
