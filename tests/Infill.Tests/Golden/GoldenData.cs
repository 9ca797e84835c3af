using Infill.Tests.Style;

namespace Infill.Tests.Golden;

/// <summary>Where recorded reference tensors are: the copy in the repository, or the folder that INFILL_GOLDENS names.</summary>
/// <remarks>Tests enumerate the cases that they find, so the same tests run on another recording.</remarks>
internal static class GoldenData
{
    private static readonly string Root =
        Environment.GetEnvironmentVariable("INFILL_GOLDENS") is { Length: > 0 } folder
            ? folder
            : Path.Combine(SourceTree.Root, "tests", "Infill.Tests", "Golden", "data");

    /// <summary>Full path of a file, named relative to the recording.</summary>
    public static string File(string relative)
    {
        string path = Path.Combine(Root, relative);
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException($"The recording in {Root} has no {relative}.", path);
    }

    /// <summary>A file's text.</summary>
    public static string Text(string relative) => System.IO.File.ReadAllText(File(relative));
}
