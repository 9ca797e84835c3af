namespace Infill.Tests.Cli.Support;

/// <summary>What a process answered.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>First line of the talk: what was wrong.</summary>
    public string FirstError => Error.Split('\n')[0];

    /// <summary>Last line of the talk: the next command to try.</summary>
    public string LastError => Error.TrimEnd().Split('\n')[^1];
}
