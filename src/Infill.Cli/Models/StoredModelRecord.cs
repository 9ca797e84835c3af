using Infill.Onnx.Store;

namespace Infill.Cli.Models;

/// <summary>One revision of a model in the store.</summary>
internal sealed record StoredModelRecord
{
    /// <summary>What to name it by: ORG/NAME, with @REVISION where main does not lead to it; npm:NAME for packages.</summary>
    public required string Id { get; init; }

    /// <summary>Commit, or version of a package.</summary>
    public required string Revision { get; init; }

    /// <summary>Branches and tags that lead to it.</summary>
    public required IReadOnlyList<string> Refs { get; init; }

    /// <summary>Bytes of its files.</summary>
    public required long Size { get; init; }

    /// <summary>What it consists of: diffusers, onnx folder, part, safetensors, onnx or other; then the variants of its weights, such as fp16.</summary>
    public required string Form { get; init; }

    /// <summary>What its licence is called; absent if nothing in it says.</summary>
    public string? Licence { get; init; }

    /// <summary>False if the content of a file is gone or was put aside.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The folder with its files.</summary>
    public required string Path { get; init; }

    /// <summary>The facts of a revision.</summary>
    public static StoredModelRecord Of(StoredModel model) => new()
    {
        Id = model.Id,
        Revision = model.Commit,
        Refs = model.Refs,
        Size = model.Size,
        Form = model.Form,
        Licence = model.Licence,
        IsWhole = model.IsWhole,
        Path = model.Path,
    };
}
