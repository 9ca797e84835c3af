namespace Infill.Onnx.Weights;

/// <summary>The folder of a model, and where links in it may lead: to files of the folder, or to the blobs of the Hugging Face cache that it belongs to.</summary>
internal sealed class ModelRoot
{
    private const string Snapshots = "snapshots";
    private readonly string? _blobs;

    private ModelRoot(string path, string real)
    {
        Path = path;
        Real = real;
        _blobs = FindBlobs(real);
    }

    /// <summary>The folder as the user named it, for messages.</summary>
    public string Path { get; }

    /// <summary>The folder without links.</summary>
    public string Real { get; }

    /// <summary>The folder itself may be reached through links: who names it vouches for it.</summary>
    /// <exception cref="ModelException">There is no such folder.</exception>
    public static ModelRoot Of(string folder)
    {
        string real = RealPath.Of(folder);
        return Directory.Exists(real) ? new ModelRoot(folder, System.IO.Path.TrimEndingDirectorySeparator(real))
            : throw new ModelException($"{folder} is no folder; expected the folder of a model.") { Fault = ModelFault.Missing };
    }

    /// <summary>The path of a part as the user would write it.</summary>
    public string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>True if a file, folder or link of that name is there, wherever it leads.</summary>
    public bool Has(string relative)
    {
        string path = System.IO.Path.Combine(Real, relative);
        return File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;
    }

    /// <summary>Names of the files and links in a folder of the model, sorted; none if the folder is not there.</summary>
    public IReadOnlyList<string> FilesIn(string relative)
    {
        string folder = System.IO.Path.Combine(Real, relative);
        return Directory.Exists(folder) && Resolve(relative) is string real
            ? [.. new DirectoryInfo(real).EnumerateFileSystemInfos().Where(f => f is not DirectoryInfo).Select(f => f.Name).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The path without links of a part of the model.</summary>
    /// <exception cref="ModelException">A link leads out of the model.</exception>
    public string Resolve(string relative)
    {
        string real = RealPath.Of(System.IO.Path.Combine(Real, relative));
        return RealPath.IsWithin(real, Real) || (_blobs is not null && RealPath.IsWithin(real, _blobs)) ? real
            : throw new ModelException($"{PathOf(relative)} is a link that leads out of the model, to {real}; copy the file into the folder.");
    }

    // …/models--ORG--NAME/snapshots/REVISION, or a folder in it: the layout of the Hugging Face cache.
    private static string? FindBlobs(string real)
    {
        for (DirectoryInfo? folder = new(real); folder?.Parent is DirectoryInfo parent; folder = parent)
        {
            if (parent.Name == Snapshots && parent.Parent is DirectoryInfo model && model.Name.StartsWith("models--", StringComparison.Ordinal))
            {
                return System.IO.Path.Combine(model.FullName, "blobs");
            }
        }

        return null;
    }
}
