using System.CommandLine;
using Infill.Cli.Evaluation;

namespace Infill.Cli.Options;

/// <summary>Photos and cut-outs of an evaluation of reflections.</summary>
internal sealed class ReflectionEvalOptions
{
    private readonly SceneOptions _scenes = new(
        photos: "Photos: files, folders or patterns.",
        objects: "Cut-outs to place (pictures with alpha; photos, no drawings): folders or patterns.",
        places: "Places per photo, each once with a reflection and once without (default 2).",
        seed: "Seed of places, sizes and ground (default 1).");

    private readonly Option<string?> _fit = ValueOption.Text("--fit", "FILE", "Instead of a report: fit the model that tells reflections from chance to these scenes, and write it to this JSON file.");

    /// <summary>Adds argument and options.</summary>
    public void AddTo(Command command)
    {
        _scenes.AddTo(command);
        command.Add(_fit);
    }

    /// <summary>What the user asked for.</summary>
    public ReflectionEvalArguments Read(ParseResult parsed) => new() { Scenes = _scenes.Read(parsed), Fit = parsed.GetValue(_fit) };
}
