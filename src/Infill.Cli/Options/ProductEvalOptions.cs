using System.CommandLine;
using Infill.Cli.Evaluation;

namespace Infill.Cli.Options;

/// <summary>Photos and cut-outs of an evaluation of swapped backgrounds.</summary>
internal sealed class ProductEvalOptions
{
    private readonly SceneOptions _scenes = new(
        photos: "Photos: files, folders or patterns. Each is the old background of its scenes, and the new one of those of the photo before.",
        objects: "Cut-outs to place as products (pictures with alpha; photos, no drawings): folders or patterns.",
        places: "Scenes per photo, each once before white and once before the next photo (default 2).",
        seed: "Seed of places and sizes (default 1).");

    private readonly Option<int?> _error = ValueOption.Whole("--mask-error", "Give masks that are larger than the true outline by this many pixels (default 0).", 0, 20);

    private readonly Option<string?> _previews = ValueOption.Text("--preview-dir", "DIR", "Folder for each scene and its results. Made if it is missing.");

    /// <summary>Adds argument and options.</summary>
    public void AddTo(Command command)
    {
        _scenes.AddTo(command);
        command.Add(_error);
        command.Add(_previews);
    }

    /// <summary>What the user asked for.</summary>
    public ProductEvalArguments Read(ParseResult parsed) => new()
    {
        Scenes = _scenes.Read(parsed),
        MaskErrorPx = parsed.GetValue(_error) ?? 0,
        PreviewFolder = parsed.GetValue(_previews),
    };
}
