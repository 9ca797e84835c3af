namespace Infill.Tests.Cli.Support;

/// <summary>What a process answered whose stdout is a picture.</summary>
internal sealed record PipedRun(int Code, byte[] Out, string Error)
{
    /// <summary>First line of the talk: what was wrong.</summary>
    public string FirstError => Error.Split('\n')[0];
}
