using Infill.Onnx.Models;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store.Lint;

/// <summary>Finds the files of weights below a path and hashes them.</summary>
internal static class LintFiles
{
    private const int MostFiles = 2_000;
    private const int Depth = 4;
    private static readonly string[] Endings = [".safetensors", ".onnx", ".onnx_data", ".pb", ".data"];

    /// <summary>Every file of weights, by name; those that may not be read are left to whoever opens the model.</summary>
    public static IReadOnlyList<LintFile> Hash(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            return Hash(Path.GetFileName(path), () => WeightFile.Open(path), cancellationToken) is LintFile one ? [one] : [];
        }

        if (RootOf(path) is not ModelRoot root)
        {
            return [];
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Depth, AttributesToSkip = 0, ReturnSpecialDirectories = false };
        string[] names = [.. Directory.EnumerateFiles(root.Real, "*", options)
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Take(MostFiles)
            .Select(file => Path.GetRelativePath(root.Real, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        return [.. names.Select(name => Hash(name, () => WeightFile.Open(root, name), cancellationToken)).OfType<LintFile>()];
    }

    /// <summary>A file of bare elements that a graph keeps beside it, whatever it is called; null if it may not be read.</summary>
    /// <param name="folder">The graph's.</param>
    /// <param name="name">As the graph names it; checked before.</param>
    /// <param name="cancellationToken">Ends it between pieces of the file.</param>
    public static LintFile? HashElements(string folder, string name, CancellationToken cancellationToken) =>
        Hash(name, () => WeightFile.OpenElements(Path.Combine(folder, name)), cancellationToken);

    private static ModelRoot? RootOf(string path)
    {
        try
        {
            return ModelRoot.Of(HubSnapshot.Resolve(path));
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private static LintFile? Hash(string name, Func<WeightFile> open, CancellationToken cancellationToken)
    {
        try
        {
            using WeightFile file = open();
            return new LintFile(name, file.Length, BlobHash.OfFile(file.RealFile, BlobHash.AnySha256, cancellationToken));
        }
        catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
