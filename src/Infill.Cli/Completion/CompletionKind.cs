namespace Infill.Cli.Completion;

/// <summary>What a shell shall offer.</summary>
internal enum CompletionKind
{
    /// <summary>The words of the answer and nothing else.</summary>
    Words,

    /// <summary>Names of files, in the shell's own way.</summary>
    Files,

    /// <summary>Names of folders, in the shell's own way.</summary>
    Folders,
}
