namespace Infill.Cli.Inputs;

/// <summary>Walks the folders that a pattern leads through. Links to folders are followed, but never into a folder that the walk is in.</summary>
/// <param name="pattern">What to take.</param>
/// <param name="options">What to leave out.</param>
internal sealed class FolderWalk(PathPattern pattern, InputOptions options)
{
    private readonly List<InputFile> _files = [];
    private readonly List<InputFailure> _failures = [];
    private readonly List<string> _skipped = [];
    private readonly Stack<string> _within = new();
    private string[] _excluded = [];

    /// <summary>Everything that matches, by ordinal order of the relative paths.</summary>
    public InputSet Run()
    {
        string root = RealPath.Of(pattern.Root.Length > 0 ? pattern.Root : ".");

        // A folder that holds the named one excludes nothing in it: the user has named it.
        _excluded = [.. options.Excluded.Select(RealPath.Of).Where(folder => !RealPath.IsWithin(root, folder))];
        Walk(pattern.Root, root, "", pattern.Begin());
        _files.Sort((a, b) => string.CompareOrdinal(a.Relative, b.Relative));
        return new InputSet { Files = _files, Failures = _failures, Skipped = _skipped };
    }

    private void Walk(string shown, string real, string relative, IReadOnlyList<int> at)
    {
        _within.Push(real);
        foreach (FolderEntry entry in List(shown, real))
        {
            string path = Path.Join(shown, entry.Name);
            string below = relative.Length > 0 ? $"{relative}/{entry.Name}" : entry.Name;
            IReadOnlyList<int> next = entry.IsFolder ? pattern.Enter(at, entry.Name) : [];
            if (entry.IsFolder ? next.Count == 0 : !pattern.Takes(at, entry.Name))
            {
                continue;
            }

            if (!entry.IsReachable)
            {
                _failures.Add(new InputFailure(path, NotUtf8(entry)));
            }
            else if (entry.IsFolder)
            {
                Enter(path, RealPath.Of(Path.Join(real, entry.Name)), below, next);
            }
            else
            {
                _files.Add(new InputFile(path, below));
            }
        }

        _within.Pop();
    }

    private void Enter(string shown, string real, string relative, IReadOnlyList<int> at)
    {
        if (_excluded.Any(folder => RealPath.IsWithin(real, folder))
            || (options.MarkOfOutputs is string mark && File.Exists(Path.Join(real, mark))))
        {
            _skipped.Add(shown);
        }
        else if (!_within.Contains(real))
        {
            Walk(shown, real, relative, at);
        }
    }

    private IReadOnlyList<FolderEntry> List(string shown, string real)
    {
        try
        {
            return FolderListing.Read(real);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _failures.Add(new InputFailure(shown, $"The folder '{PathText.Show(shown)}' cannot be listed: {reason.Message}"));
            return [];
        }
    }

    private static string NotUtf8(FolderEntry entry) =>
        $"The name of this {(entry.IsFolder ? "folder" : "file")} has bytes that are no UTF-8, so it cannot be opened; rename it.";
}
