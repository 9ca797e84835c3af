using Infill.Onnx.Guards;

namespace Infill.Onnx.MaskModels;

/// <summary>An ONNX file of a mask model, and what its content must be.</summary>
/// <param name="Path">As the store or the user names it.</param>
/// <param name="Sha256">Hash that the catalogue knows of it, lower case; null for files of the user's own.</param>
internal sealed record MaskModelFile(string Path, string? Sha256)
{
    private const int ShownHash = 8;

    /// <summary>Name and beginning of the hash, for origins: "sam.onnx 800b1500".</summary>
    /// <param name="hash">Hash of its content.</param>
    public string Describe(string hash) => $"{System.IO.Path.GetFileName(Path)} {hash[..ShownHash]}";

    /// <summary>Opens the file, refuses what is no safe graph, and holds its content against the known hash.</summary>
    /// <exception cref="ModelException">Missing, refused, or of another content than the catalogue knows.</exception>
    public CheckedGraph Open()
    {
        CheckedGraph graph = GraphGuard.Open(Path);
        if (Sha256 is null || graph.Hash == Sha256)
        {
            return graph;
        }

        string found = graph.Hash;
        graph.Dispose();
        throw new ModelException($"{Path} has the SHA-256 {found}, but {Sha256} is known of it: it was damaged or changed. Put it aside and fetch it again: infill models verify, then infill models pull.");
    }
}
