namespace Infill.Onnx.Guards;

/// <summary>What a graph may say about where its weights lie.</summary>
internal static class ExternalLocation
{
    /// <summary>With it ONNX Runtime takes the offset for an address in its own memory. Compared without signs and case: so no variant of it passes.</summary>
    private const string MemoryMark = "ORTMEMADDR";

    /// <summary>Why the place is refused; null if it is a relative path that stays below its folder.</summary>
    public static string? FindProblem(string location) =>
        string.IsNullOrWhiteSpace(location) ? "names no file"
        : location.Any(char.IsControl) ? "holds control characters"
        : string.Concat(location.Where(char.IsAsciiLetterOrDigit)).Contains(MemoryMark, StringComparison.OrdinalIgnoreCase) ? "stands for memory of this process"
        : location[0] is '/' or '\\' || location.Contains(':', StringComparison.Ordinal) ? "is no relative path"
        : location.Split('/', '\\').Any(part => part.Trim() == "..") ? "leads out of its folder"
        : null;
}
