using Infill.Bench.Cases;

namespace Infill.Bench.Peers;

/// <summary>Another program that fills holes, as a command line from files to a file.</summary>
/// <param name="Name">Column in tables.</param>
/// <param name="Program">Executable.</param>
/// <param name="Arguments">With {input}, {mask}, {output} and {bench} for the bench folder.</param>
/// <param name="Probe">Arguments that end with exit code 0 if it is installed.</param>
internal sealed record Peer(string Name, string Program, IReadOnlyList<string> Arguments, IReadOnlyList<string> Probe)
{
    private const string Script = "{bench}/peers/opencv_inpaint.py";

    /// <summary>All peers, at their default settings; OpenCV with the radius 3 of its own sample.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        // The output is named image 0 on purpose: with two images left, G'MIC writes two numbered files.
        new("gmic", "gmic", ["{input}", "{mask}", "inpaint_matchpatch[0]", "[1]", "keep[0]", "round", "cut", "0,255", "output", "{output}"], ["version"]),
        new("telea", "/usr/bin/python3", [Script, "telea", "{input}", "{mask}", "{output}"], ["-c", "import cv2"]),
        new("ns", "/usr/bin/python3", [Script, "ns", "{input}", "{mask}", "{output}"], ["-c", "import cv2"]),
    ];

    /// <summary>Those that this machine has.</summary>
    public static IReadOnlyList<Peer> FindInstalled() => [.. All.Where(p => ProcessRun.Works(p.Program, p.Probe))];

    /// <summary>The peer's picture of a case; runs it unless the same command's output lies in the case's folder already.</summary>
    /// <returns>Path of the output, or null if the peer failed.</returns>
    public string? Fill(PunchedCase punched)
    {
        string output = Path.Combine(punched.Folder, $"{Name}.png");
        string command = $"{Program} {string.Join(' ', Arguments)}";
        string note = Path.ChangeExtension(output, ".txt");
        if (File.Exists(output) && File.Exists(note) && File.ReadAllText(note) == command)
        {
            return output;
        }

        File.Delete(output);
        ProcessRun run = Run(punched.InputPath, punched.MaskPath, output);
        if (run.ExitCode != 0 || !File.Exists(output))
        {
            Console.Error.WriteLine($"{Name} failed on {punched.Hole.Name} (exit {run.ExitCode}): {run.Output.Trim()}");
            return null;
        }

        File.WriteAllText(note, command);
        return output;
    }

    /// <summary>One run, timed, without the cache.</summary>
    public ProcessRun Run(string input, string mask, string output) => ProcessRun.Start(Program, [.. Arguments.Select(a => a
        .Replace("{input}", input, StringComparison.Ordinal)
        .Replace("{mask}", mask, StringComparison.Ordinal)
        .Replace("{output}", output, StringComparison.Ordinal)
        .Replace("{bench}", Path.Combine(Repository.Root, "bench"), StringComparison.Ordinal))]);
}
