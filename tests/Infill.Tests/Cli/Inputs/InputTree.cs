using System.Diagnostics;
using Infill.Cli.Inputs;

namespace Infill.Tests.Cli.Inputs;

/// <summary>A temporary tree of empty files; expansion does not open them.</summary>
internal sealed class InputTree : IDisposable
{
    public InputTree(params string[] files)
    {
        Root = Directory.CreateTempSubdirectory("infill-inputs-").FullName;
        foreach (string file in files)
        {
            Add(file);
        }
    }

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    public void Add(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], "");
    }

    /// <summary>Adds a name that .NET cannot say: its bytes are no UTF-8.</summary>
    public void AddRaw(string prefix, string suffix, bool isFolder = false) => Shell(
        $"name=\"$1/{prefix}$(printf '\\377'){suffix}\"; {(isFolder ? "mkdir" : "touch")} \"$name\"", Root);

    /// <summary>Expands expressions that are relative to the tree.</summary>
    public InputSet Expand(InputOptions options, params string[] expressions) =>
        InputExpander.Expand([.. expressions.Select(e => Root + "/" + e)], options);

    /// <summary>Relative paths of what the expressions come to.</summary>
    public string[] Names(InputOptions options, params string[] expressions) => [.. Expand(options, expressions).Files.Select(f => f.Relative)];

    // Not Directory.Delete: it cannot say every name either.
    public void Dispose() => Shell("chmod -R u+rwx \"$1\" && rm -rf \"$1\"", Root);

    private static void Shell(string script, string argument)
    {
        using Process process = Process.Start("sh", ["-c", script, "sh", argument])!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
