using Infill.Onnx.Weights;

namespace Infill.Onnx.Store;

/// <summary>Names of files that a hub, a package or a bundle gives: they become paths of ours, so whatever could lead elsewhere is refused.</summary>
internal static class RelativeName
{
    private const int LongestName = 1000;
    private const int LongestPart = 200;

    /// <summary>Why the name may not become a path, or null if it may: parts joined by "/", no empty one, no "." or "..", no root, drive, backslash or control character.</summary>
    public static string? FindProblem(string name)
    {
        string[] parts = name.Split('/');
        return name.Length is 0 or > LongestName || parts.Any(part => part.Length > LongestPart) ? "is empty or too long"
            : name.Any(char.IsControl) ? "holds a control character"
            : name.AsSpan().IndexOfAny('\\', ':') >= 0 ? "holds a backslash or a colon"
            : parts.Any(part => part is "") ? "starts or ends with a slash, or has two in a row"
            : parts.Any(part => part is "." or "..") ? "leads out of its folder"
            : parts.Any(part => part[^1] is ' ' or '.') ? "has a part that ends with a blank or a dot"
            : null;
    }

    /// <summary>The name, if it may become a path.</summary>
    /// <param name="name">As the other side gave it.</param>
    /// <param name="source">Who that is, for the message.</param>
    /// <exception cref="ModelException">It may not.</exception>
    public static string Require(string name, string source) => FindProblem(name) is not string problem ? name
        : throw new ModelException($"{source} names the file {Shown.Quote(name)}, which {problem}; nothing of it is taken.");
}
