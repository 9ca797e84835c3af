namespace Infill.Onnx.Store;

/// <summary>One revision of a model in the cache, whichever tool brought it.</summary>
public sealed record StoredModel
{
    /// <summary>ORG/NAME, or npm:NAME.</summary>
    public required string Name { get; init; }

    /// <summary>Commit, or version of a package; the name of its folder.</summary>
    public required string Commit { get; init; }

    /// <summary>Branches and tags that were this commit when they were asked for; may be none.</summary>
    public required IReadOnlyList<string> Refs { get; init; }

    /// <summary>The folder with the files under their own names.</summary>
    public required string Path { get; init; }

    /// <summary>Every file, by name.</summary>
    public required IReadOnlyList<StoredFile> Files { get; init; }

    /// <summary>What its licence is called, from the card or a LICENSE file; null if it does not say.</summary>
    public string? Licence { get; init; }

    /// <summary>Bytes of all files; contents that several revisions share are counted in each.</summary>
    public long Size => Files.Sum(file => file.Size);

    /// <summary>True if no file's content is gone. Whether the files are all that a job needs is what <c>lint</c> finds.</summary>
    public bool IsWhole => Files.All(file => file.IsThere);

    /// <summary>What to name it by: the name, with the revision where <c>main</c> does not lead to it.</summary>
    public string Id => Refs.Contains(ModelId.DefaultRevision) ? Name : $"{Name}@{Commit}";

    /// <summary>What it holds, told from its files' names: a diffusers model, an ONNX export, or single files; with the variants of weights.</summary>
    public string Form => StoredForm.Of([.. Files.Select(file => file.Name)]);
}
