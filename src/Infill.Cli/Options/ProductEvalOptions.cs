using System.CommandLine;
using Infill.Cli.Evaluation;

namespace Infill.Cli.Options;

/// <summary>Photos and cut-outs of an evaluation of swapped backgrounds.</summary>
internal sealed class ProductEvalOptions
{
    private readonly Argument<string[]> _photos = new("photos")
    {
        Description = "Photos: files, folders or patterns. Each is the old background of its scenes, and the new one of those of the photo before.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _objects = new("--objects")
    {
        Description = "Cut-outs to place as products (pictures with alpha; photos, no drawings): folders or patterns.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        Required = true,
    };

    private readonly Option<int?> _places = ValueOption.Whole("--places", "Scenes per photo, each once before white and once before the next photo (default 2).", 1, 100);

    private readonly Option<int?> _seed = ValueOption.Whole("--hole-seed", "Seed of places and sizes (default 1).", 0, 65535);

    private readonly Option<int?> _maxSide = ValueOption.Whole("--max-side", "Scale larger photos down to this side in pixels (default 1280).", 64, 20000);

    private readonly Option<int?> _error = ValueOption.Whole("--mask-error", "Give masks that are larger than the true outline by this many pixels (default 0).", 0, 20);

    private readonly Option<string?> _previews = ValueOption.Text("--preview-dir", "DIR", "Folder for each scene and its results. Made if it is missing.");

    /// <summary>Adds argument and options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_photos);
        command.Add(_objects);
        command.Add(_places);
        command.Add(_seed);
        command.Add(_maxSide);
        command.Add(_error);
        command.Add(_previews);
    }

    /// <summary>What the user asked for.</summary>
    public ProductEvalArguments Read(ParseResult parsed) => new()
    {
        Photos = parsed.GetRequiredValue(_photos),
        Objects = parsed.GetRequiredValue(_objects),
        Places = parsed.GetValue(_places) ?? 2,
        Seed = parsed.GetValue(_seed) ?? 1,
        MaxSide = parsed.GetValue(_maxSide) ?? 1280,
        MaskErrorPx = parsed.GetValue(_error) ?? 0,
        PreviewFolder = parsed.GetValue(_previews),
    };
}
