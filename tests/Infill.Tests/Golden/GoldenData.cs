namespace Infill.Tests.Golden;

/// <summary>The one way to golden data: the copy in the repository, or the recording that the environment variable INFILL_GOLDENS names.</summary>
/// <remarks>Tests enumerate the cases that are there, so that they run on any recording: see <see cref="Cases"/>.</remarks>
internal static class GoldenData
{
    private static readonly Lazy<string> Folder = new(() =>
        Environment.GetEnvironmentVariable("INFILL_GOLDENS") is { Length: > 0 } recording ? recording : GoldenCopy.Unpack());

    /// <summary>The folder with models/, networks/, schedulers/ and so on, all files whole. Not to be written to.</summary>
    public static string Root => Folder.Value;

    /// <summary>The path of a file or folder of the recording, with forward slashes.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The path of a file that must be there.</summary>
    /// <exception cref="FileNotFoundException">The recording has no such file.</exception>
    public static string File(string relative) =>
        System.IO.File.Exists(PathOf(relative)) ? PathOf(relative) : throw new FileNotFoundException($"The recording in {Root} has no {relative}.", relative);

    /// <summary>A file's text.</summary>
    public static string Text(string relative) => System.IO.File.ReadAllText(File(relative));

    /// <summary>True if the recording has that file or folder.</summary>
    public static bool Has(string relative) => Path.Exists(PathOf(relative));

    /// <summary>Names, without folder and extension, of the files of a folder that match a pattern; at least one.</summary>
    public static TheoryData<string> Cases(string folder, string pattern)
    {
        var cases = new TheoryData<string>();
        foreach (string path in Directory.EnumerateFileSystemEntries(PathOf(folder), pattern).Order(StringComparer.Ordinal))
        {
            cases.Add(Path.GetExtension(path) is ".safetensors" or ".json" or ".onnx" ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path));
        }

        return cases.Count > 0 ? cases : throw new InvalidOperationException($"No {pattern} in {PathOf(folder)}.");
    }

    /// <summary>Names of the model folders that hold a given part, such as "unet/config.json"; at least one.</summary>
    public static TheoryData<string> Models(string part)
    {
        var models = new TheoryData<string>();
        foreach (string path in Directory.EnumerateDirectories(PathOf("models")).Order(StringComparer.Ordinal).Where(path => Path.Exists(Path.Combine(path, part))))
        {
            models.Add(Path.GetFileName(path));
        }

        return models.Count > 0 ? models : throw new InvalidOperationException($"No model with {part} in {PathOf("models")}.");
    }
}
