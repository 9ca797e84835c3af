using System.IO.Enumeration;

namespace Infill.Cli.Inputs;

/// <summary>A path with <c>*</c> (any characters), <c>?</c> (one) and <c>**</c> (any folders), as shells read it.</summary>
internal sealed class PathPattern
{
    private const string AnyFolders = "**";
    private const string AnyName = "*";

    private static readonly char[] Separators = OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'];

    private readonly string[] _segments;
    private readonly bool _picturesOnly;

    private PathPattern(string root, string[] segments, bool picturesOnly) => (Root, _segments, _picturesOnly) = (root, segments, picturesOnly);

    /// <summary>The folder above the first wildcard, as written; "" is the current one.</summary>
    public string Root { get; }

    /// <summary>True if the text has a wildcard.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>The pictures of a folder, by extension, without hidden ones.</summary>
    public static PathPattern OfFolder(string folder, bool recursive) =>
        new(folder, recursive ? [AnyFolders, AnyName] : [AnyName], picturesOnly: true);

    /// <summary>Reads a text with at least one wildcard; null if a ".." follows one, because the match could then lie anywhere.</summary>
    public static PathPattern? Parse(string text)
    {
        int wild = text.AsSpan().IndexOfAny('*', '?');
        int cut = text.LastIndexOfAny(Separators, wild) + 1;
        var segments = new List<string>();
        foreach (string segment in text[cut..].Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
            {
                return null;
            }

            if (segment != "." && !(segment == AnyFolders && segments.LastOrDefault() == AnyFolders))
            {
                segments.Add(segment);
            }
        }

        bool endsInFolders = segments[^1] == AnyFolders;
        return new PathPattern(text[..cut], endsInFolders ? [.. segments, AnyName] : [.. segments], endsInFolders);
    }

    /// <summary>Where matching stands in <see cref="Root"/>: the numbers of the segments that may come next.</summary>
    public IReadOnlyList<int> Begin() => WithoutFolders([0]);

    /// <summary>Where matching stands in a folder below.</summary>
    /// <param name="at">Where it stands in the folder above.</param>
    /// <param name="name">Name of the folder below.</param>
    public IReadOnlyList<int> Enter(IReadOnlyList<int> at, string name)
    {
        var next = new List<int>();
        foreach (int i in at)
        {
            if (_segments[i] == AnyFolders ? !PictureName.IsHidden(name) : i + 1 < _segments.Length && Matches(_segments[i], name))
            {
                next.Add(_segments[i] == AnyFolders ? i : i + 1);
            }
        }

        return WithoutFolders(next);
    }

    /// <summary>True if a file of this name ends the pattern.</summary>
    /// <param name="at">Where matching stands in the file's folder.</param>
    /// <param name="name">Name of the file.</param>
    public bool Takes(IReadOnlyList<int> at, string name) =>
        at.Contains(_segments.Length - 1) && Matches(_segments[^1], name) && (!_picturesOnly || PictureName.IsPicture(name));

    /// <summary>A <c>**</c> may also stand for no folder at all.</summary>
    private IReadOnlyList<int> WithoutFolders(IReadOnlyList<int> at) =>
        [.. at.Concat(at.Where(i => _segments[i] == AnyFolders).Select(i => i + 1)).Distinct()];

    private static bool Matches(string segment, string name) =>
        (!PictureName.IsHidden(name) || PictureName.IsHidden(segment))
        && !PictureName.IsOwn(name)
        && FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: !OperatingSystem.IsLinux());
}
