namespace Infill.Cli.Inputs;

/// <summary>One name in a folder.</summary>
/// <param name="Name">Name without path.</param>
/// <param name="IsFolder">True for a folder and for a link to one.</param>
/// <param name="IsReachable">False if the name has bytes that are no UTF-8, so that no path leads to the file.</param>
internal sealed record FolderEntry(string Name, bool IsFolder, bool IsReachable);
