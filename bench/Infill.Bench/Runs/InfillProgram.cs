using System.Diagnostics;
using Infill.Cli.Evaluation;

namespace Infill.Bench.Runs;

/// <summary>The built command line, run as a user runs it: a cold process.</summary>
internal static class InfillProgram
{
    private static readonly string Assembly = Path.Combine(Repository.Root, "src", "Infill.Cli", "bin", "Release", "net10.0", "Infill.Cli.dll");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Program and arguments of a decoder, as the server starts it.</summary>
    public static IReadOnlyList<string> Decoder => ["dotnet", Assembly, Server.Decoding.DecoderHost.Word];

    /// <summary>True if it is built.</summary>
    public static bool IsReady => File.Exists(Assembly);

    /// <summary>Fills a file with the default engine, exactly inside the mask.</summary>
    public static ProcessRun Fill(string input, string mask, string output)
    {
        File.Delete(output);
        return Run("fill", input, "--mask", mask, "--grow", "0px", "--feather", "0", "--output", output);
    }

    /// <summary>Starts the server; the caller ends it.</summary>
    public static Process Serve(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Assembly, "serve", .. arguments, "--no-settings"]) { RedirectStandardOutput = true })!;

    /// <summary>Runs any command.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static ProcessRun Run(params string[] arguments)
    {
        ProcessRun run = ProcessRun.Start(["dotnet", Assembly, .. arguments, "--no-settings"], Patience);
        return run.ExitCode == 0 ? run : throw new InvalidOperationException($"infill {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Output}");
    }
}
