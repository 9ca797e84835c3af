using Infill.Bench.Peers;

namespace Infill.Bench.Runs;

/// <summary>The built command line, run as a user runs it: a cold process.</summary>
internal static class InfillProgram
{
    private static readonly string Assembly = Path.Combine(Repository.Root, "src", "Infill.Cli", "bin", "Release", "net10.0", "Infill.Cli.dll");

    /// <summary>True if it is built and knows the command "fill".</summary>
    public static bool IsReady => File.Exists(Assembly) && ProcessRun.Start("dotnet", Assembly, "fill", "--help").Output.Contains("--mask", StringComparison.Ordinal);

    /// <summary>Fills a file with the default engine, exactly inside the mask.</summary>
    public static ProcessRun Fill(string input, string mask, string output)
    {
        File.Delete(output);
        ProcessRun run = ProcessRun.Start("dotnet", Assembly, "fill", input, "--mask", mask, "--grow", "0px", "--feather", "0", "--output", output);
        return run.ExitCode == 0 ? run : throw new InvalidOperationException($"infill fill {input} ended with {run.ExitCode}: {run.Output}");
    }
}
