namespace Infill.Cli.Evaluation;

/// <summary>An evaluation of shadows as the user asked for it.</summary>
internal sealed record ShadowEvalArguments
{
    /// <summary>Photos, cut-outs, and how many scenes to make of them.</summary>
    public required SceneArguments Scenes { get; init; }

    /// <summary>Where to write the model that tells shadows from chance, fitted to these scenes; null = fit none, report.</summary>
    public string? Fit { get; init; }

    /// <summary>Where to write what the network that judges shadows learns from; null = write none, report.</summary>
    public string? Samples { get; init; }
}
