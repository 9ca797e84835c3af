using Infill.Onnx.Store;

namespace Infill.Cli.Models;

/// <summary>What <c>infill models show</c>, <c>pull</c> and <c>import</c> print with <c>--json</c>.</summary>
internal sealed record ModelRecord
{
    /// <summary>Kind of this record: always "model".</summary>
    public string Record { get; init; } = "model";

    /// <summary>The revision.</summary>
    public required StoredModelRecord Model { get; init; }

    /// <summary>Its files, by name.</summary>
    public required IReadOnlyList<ModelFileRecord> Files { get; init; }

    /// <summary>The record of a revision.</summary>
    public static ModelRecord Of(StoredModel model) => new()
    {
        Model = StoredModelRecord.Of(model),
        Files = [.. model.Files.Select(file => new ModelFileRecord(file.Name, file.Size, file.Blob, file.IsThere))],
    };
}
