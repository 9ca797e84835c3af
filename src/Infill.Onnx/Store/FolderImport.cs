using System.Text;
using Infill.Imaging;
using Infill.Onnx.Models;
using Infill.Onnx.Store.Hub;
using Infill.Onnx.Weights;

namespace Infill.Onnx.Store;

/// <summary>Copies a model that lies in a folder, or one file of weights, into the cache.</summary>
internal static class FolderImport
{
    private const string Organisation = "local/";
    private const int CommitDigits = 40;
    private const int BufferBytes = 1 << 20;

    /// <summary>Takes the files that a pull would take; pickles stay where they are.</summary>
    /// <param name="store">The cache.</param>
    /// <param name="path">A folder of a model (also one of a cache), or a file.</param>
    /// <param name="name">What it shall be called; null for its name in its cache, or "local/" and the path's last part.</param>
    /// <param name="cancellationToken">Ends it before the revision gets its name.</param>
    /// <exception cref="ModelException">Nothing usable is there, or a link leads out of it.</exception>
    public static StoredModel Read(ModelStore store, string path, string? name, CancellationToken cancellationToken)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new ModelException($"{path} does not exist; expected a bundle, the folder of a model, or a .safetensors or .onnx file.") { Fault = ModelFault.Missing };
        }

        string folder = Path.GetFullPath(isFolder ? HubSnapshot.Resolve(path) : Path.GetDirectoryName(Path.GetFullPath(path))!);
        ModelRoot root = ModelRoot.Of(folder);
        IReadOnlyList<string> names = FileChoice.Of(isFolder ? NamesIn(root.Real) : root.FilesIn(""), isFolder ? null : Path.GetFileName(path), null);
        (string Name, string? Commit)? cached = isFolder ? InCache(root.Real) : null;
        var place = new ModelPlace(store.Cache, NameOf(name ?? cached?.Name ?? Organisation + Tidy(Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))))));
        BlobFile[] files = [.. names.Select(file => Take(place, root, file, cancellationToken))];
        string commit = cached?.Commit ?? Sha256.Hash(Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.Hash} {f.Name}\n"))))[..CommitDigits];
        new SnapshotWriter(place, usesLinks: true).Write(commit, files, ModelId.DefaultRevision);
        return store.Require(new ModelId { Name = place.Name, Revision = commit });
    }

    private static BlobFile Take(ModelPlace place, ModelRoot root, string name, CancellationToken cancellationToken)
    {
        using WeightFile file = WeightFile.Open(root, name);
        using BlobIntake intake = BlobIntake.Begin(place);
        byte[] buffer = new byte[Math.Min(BufferBytes, file.Length)];
        for (long offset = 0; offset < file.Length; offset += buffer.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Length - offset));
            file.Read(offset, piece);
            intake.Append(piece);
        }

        file.RequireUnchanged();
        return intake.Finish(name, null);
    }

    private static string[] NamesIn(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, AttributesToSkip = 0, ReturnSpecialDirectories = false };
        return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options)
            .Where(entry => entry is FileInfo || entry.LinkTarget is not null)
            .Select(entry => Path.GetRelativePath(folder, entry.FullName).Replace('\\', '/'))
            .Where(name => RelativeName.FindProblem(name) is null)];
    }

    private static (string Name, string? Commit)? InCache(string snapshot) =>
        Path.GetDirectoryName(snapshot) is string snapshots && Path.GetFileName(snapshots) == "snapshots" && ModelPlace.Of(Path.GetDirectoryName(snapshots)!) is ModelPlace place
            ? (place.Name, ModelId.IsRevision(Path.GetFileName(snapshot)) ? Path.GetFileName(snapshot) : null)
            : null;

    private static string NameOf(string text) => ModelId.TryParse(text, out ModelId id) && id is { Revision: null, File: null } ? id.Name
        : throw new ModelException($"{Shown.Quote(text)} cannot be a model's name; expected ORG/NAME of letters, digits, dots and dashes.") { Fault = ModelFault.Unfit };

    private static string Tidy(string text)
    {
        string tidy = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '-')).Trim('-', '.');
        while (tidy.Contains("--", StringComparison.Ordinal) || tidy.Contains("..", StringComparison.Ordinal))
        {
            tidy = tidy.Replace("--", "-", StringComparison.Ordinal).Replace("..", ".", StringComparison.Ordinal);
        }

        return tidy.Length > 0 ? tidy : "model";
    }
}
