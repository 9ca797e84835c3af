namespace Infill.Cli.Evaluation;

/// <summary>An evaluation of swapped backgrounds as the user asked for it.</summary>
internal sealed record ProductEvalArguments
{
    /// <summary>Photos, cut-outs, and how many scenes to make of them.</summary>
    public required SceneArguments Scenes { get; init; }

    /// <summary>Pixels by which masks are larger than the true outline, 0–20.</summary>
    public required int MaskErrorPx { get; init; }

    /// <summary>Folder for the pictures, or null.</summary>
    public string? PreviewFolder { get; init; }
}
