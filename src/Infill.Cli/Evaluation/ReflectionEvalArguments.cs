namespace Infill.Cli.Evaluation;

/// <summary>An evaluation of reflections as the user asked for it.</summary>
internal sealed record ReflectionEvalArguments
{
    /// <summary>Photos, cut-outs, and how many scenes to make of them.</summary>
    public required SceneArguments Scenes { get; init; }

    /// <summary>Where to write the model that tells reflections from chance, fitted to these scenes; null = fit none, report.</summary>
    public string? Fit { get; init; }
}
