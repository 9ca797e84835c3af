using System.Diagnostics;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Packaging;

/// <summary>Runs <c>dotnet</c> and programs as a user's shell would. Tests that build share this name as their collection: two builds at
/// a time would write the same files.</summary>
internal static class Dotnet
{
    public const string OneAtATime = "dotnet";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs the SDK; anything but success fails the test with all that was said.</summary>
    public static CliRun Run(string folder, params string[] args)
    {
        CliRun run = RunProgram("dotnet", folder, [], args);
        Assert.True(run.Code == 0, $"dotnet {string.Join(' ', args)} ended with {run.Code}:\n{run.Out}\n{run.Error}");
        return run;
    }

    /// <summary>Runs a program under changed environment variables (null = unset).</summary>
    public static CliRun RunProgram(string program, string folder, (string Name, string? Value)[] environment, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A process that the SDK starts inherits where its parts are; another dotnet must find its own.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // Build servers would outlive the test, and keep its pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(Patience), $"{program} {string.Join(' ', args)} does not end.");
        return new CliRun(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
