using System.CommandLine;
using Infill.Cli.Evaluation;

namespace Infill.Cli.Options;

/// <summary>Photos and cut-outs of an evaluation of shadows.</summary>
internal sealed class ShadowEvalOptions
{
    private readonly Argument<string[]> _photos = new("photos")
    {
        Description = "Photos: files, folders or patterns.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _objects = new("--objects")
    {
        Description = "Cut-outs to place (pictures with alpha; photos, no drawings): folders or patterns.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        Required = true,
    };

    private readonly Option<int?> _places = ValueOption.Whole("--places", "Places per photo, each once with a shadow and once without (default 2).", 1, 100);

    private readonly Option<int?> _seed = ValueOption.Whole("--hole-seed", "Seed of places, sizes and light (default 1).", 0, 65535);

    private readonly Option<int?> _maxSide = ValueOption.Whole("--max-side", "Scale larger photos down to this side in pixels (default 1280).", 64, 20000);

    private readonly Option<string?> _fit = ValueOption.Text("--fit", "FILE", "Instead of a report: fit the model that tells shadows from chance to these scenes, and write it to this JSON file.");

    /// <summary>Adds argument and options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_photos);
        command.Add(_objects);
        command.Add(_places);
        command.Add(_seed);
        command.Add(_maxSide);
        command.Add(_fit);
    }

    /// <summary>What the user asked for.</summary>
    public ShadowEvalArguments Read(ParseResult parsed) => new()
    {
        Photos = parsed.GetRequiredValue(_photos),
        Objects = parsed.GetRequiredValue(_objects),
        Places = parsed.GetValue(_places) ?? 2,
        Seed = parsed.GetValue(_seed) ?? 1,
        MaxSide = parsed.GetValue(_maxSide) ?? 1280,
        Fit = parsed.GetValue(_fit),
    };
}
