using Infill.Cli.Inputs;
using Infill.Evaluation.Cases;

namespace Infill.Cli.Evaluation;

/// <summary>Photos, and cut-outs to place in them, as the user asked for them.</summary>
internal sealed record SceneArguments
{
    /// <summary>Files, folders and patterns.</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    /// <summary>Files, folders and patterns of cut-outs.</summary>
    public required IReadOnlyList<string> Objects { get; init; }

    /// <summary>Places per photo, 1–100.</summary>
    public required int Places { get; init; }

    /// <summary>0–65535.</summary>
    public required int Seed { get; init; }

    /// <summary>Longest side of the photos in pixels.</summary>
    public required int MaxSide { get; init; }

    /// <summary>The photos' files.</summary>
    public IReadOnlyList<InputFile> FindPhotos() => InputExpander.Expand(Photos, new InputOptions()).Files;

    /// <summary>Paths of the files that may be cut-outs, folders with all below them.</summary>
    public string[] FindCutOuts() => [.. InputExpander.Expand(Objects, new InputOptions { Recursive = true }).Files.Select(file => file.Path)];

    /// <summary>What to say if no scene came of them.</summary>
    /// <param name="cutOuts">Cut-outs that were tried.</param>
    /// <param name="photos">Photos that they were tried in.</param>
    /// <param name="command">Whose help tells more.</param>
    public static CliException NoScene(int cutOuts, int photos, string command) => new(
        ExitCode.Failed,
        $"There is no scene: none of {cutOuts} cut-outs fits into any of {photos} photos. Cut-outs are photos with alpha of at least {CutOut.LeastSide} pixels.",
        $"infill {command} --help");
}
