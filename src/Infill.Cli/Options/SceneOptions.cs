using System.CommandLine;
using Infill.Cli.Evaluation;

namespace Infill.Cli.Options;

/// <summary>Photos and cut-outs of an evaluation that makes its own scenes.</summary>
internal sealed class SceneOptions
{
    private readonly Argument<string[]> _photos;
    private readonly Option<string[]> _objects;
    private readonly Option<int?> _places;
    private readonly Option<int?> _seed;
    private readonly Option<int?> _maxSide = ValueOption.Whole("--max-side", "Scale larger photos down to this side in pixels (default 1280).", 64, 20000);

    /// <param name="photos">What the photos are for.</param>
    /// <param name="objects">What cut-outs are placed as.</param>
    /// <param name="places">What is made at a place.</param>
    /// <param name="seed">What the seed decides.</param>
    public SceneOptions(string photos, string objects, string places, string seed)
    {
        _photos = new Argument<string[]>("photos") { Description = photos, Arity = ArgumentArity.OneOrMore };
        _objects = new Option<string[]>("--objects") { Description = objects, HelpName = "DIR", Arity = ArgumentArity.OneOrMore, Required = true };
        _places = ValueOption.Whole("--places", places, 1, 100);
        _seed = ValueOption.Whole("--hole-seed", seed, 0, 65535);
    }

    /// <summary>Adds argument and options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_photos);
        command.Add(_objects);
        command.Add(_places);
        command.Add(_seed);
        command.Add(_maxSide);
    }

    /// <summary>What the user asked for.</summary>
    public SceneArguments Read(ParseResult parsed) => new()
    {
        Photos = parsed.GetRequiredValue(_photos),
        Objects = parsed.GetRequiredValue(_objects),
        Places = parsed.GetValue(_places) ?? 2,
        Seed = parsed.GetValue(_seed) ?? 1,
        MaxSide = parsed.GetValue(_maxSide) ?? 1280,
    };
}
