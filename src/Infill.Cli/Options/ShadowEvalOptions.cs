using System.CommandLine;
using Infill.Cli.Evaluation;

namespace Infill.Cli.Options;

/// <summary>Photos and cut-outs of an evaluation of shadows.</summary>
internal sealed class ShadowEvalOptions
{
    private readonly SceneOptions _scenes = new(
        photos: "Photos: files, folders or patterns.",
        objects: "Cut-outs to place (pictures with alpha; photos, no drawings): folders or patterns.",
        places: "Places per photo, each once with a shadow and once without (default 2).",
        seed: "Seed of places, sizes and light (default 1).");

    private readonly Option<string?> _fit = ValueOption.Text("--fit", "FILE", "Instead of a report: fit the model that tells shadows from chance to these scenes, and write it to this JSON file.");

    private readonly Option<string?> _samples = ValueOption.Text("--samples", "FILE", "Instead of a report: write what the network that judges shadows learns from (bench/shadow-judge) to this file.");

    /// <summary>Adds argument and options.</summary>
    public void AddTo(Command command)
    {
        _scenes.AddTo(command);
        command.Add(_fit);
        command.Add(_samples);
    }

    /// <summary>What the user asked for.</summary>
    public ShadowEvalArguments Read(ParseResult parsed) => new() { Scenes = _scenes.Read(parsed), Fit = parsed.GetValue(_fit), Samples = parsed.GetValue(_samples) };
}
