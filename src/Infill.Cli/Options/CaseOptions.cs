using System.CommandLine;
using System.Globalization;
using Infill.Cli.Evaluation;
using Infill.Evaluation.Cases;

namespace Infill.Cli.Options;

/// <summary>Where the cases of an evaluation come from.</summary>
internal sealed class CaseOptions
{
    private const int LeastRadius = 4;
    private const int MostRadius = 2000;

    private readonly Argument<string[]> _photos = new("photos")
    {
        Description = "Pictures: files, folders or patterns.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _masks = ValueOption.Text("--masks", "DIR", "Folder with a mask per picture, by name (default: NAME-mask.png beside NAME.jpg).");

    private readonly Option<string?> _truth = ValueOption.Text("--truth", "DIR", "Folder with the true pictures, by name; without it only metrics that need no truth are measured.");

    private readonly Option<int?> _holes = ValueOption.Whole("--holes", "Punch N known holes into every picture, each a case of its own.", 1, 1000);

    private readonly Option<string[]> _objects = new("--objects")
    {
        Description = "Place cut-outs (pictures with alpha; photos, no drawings) from this folder or pattern with a cast shadow instead of holes: --holes N of them per picture (default 1), half their longer side from --hole-size; may be repeated.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]?> _shapes = new("--hole-shape")
    {
        Description = "Outlines of holes, taken in turn: disc, wavy, rect, stroke (default wavy).",
        HelpName = "SHAPE,SHAPE",
    };

    private readonly Option<(int Least, int Most)?> _size = new("--hole-size")
    {
        Description = "Radius of holes in pixels, N or N-N (default 25-65); at most a sixth of a picture's shorter side.",
        HelpName = "N-N",
    };

    private readonly Option<int?> _seed = ValueOption.Whole("--hole-seed", "Seed of places, sizes and outlines (default 1).", 0, 65535);

    private readonly Option<string?> _cases = ValueOption.Text("--cases", "FILE", "A list of holes in photos (docs/evaluation.md), instead of pictures.");

    private readonly Option<string?> _set = ValueOption.Text("--set", "NAME", "Only this part of the list.");

    private readonly Option<string[]> _only = new("--case")
    {
        Description = "Only this case; may be repeated.",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int?> _maxSide = ValueOption.Whole(
        "--max-side", "Scale larger pictures down to this side in pixels, 0 = never (default 1280 with --holes, else 0).", 0, 20000);

    /// <summary>Reads shapes and sizes while parsing.</summary>
    public CaseOptions()
    {
        string[] shapes = [.. Enum.GetNames<HoleShape>().Select(n => n.ToLowerInvariant())];
        _shapes.CustomParser = result =>
        {
            string[] words = result.Tokens[0].Value.Split(',');
            if (words.All(shapes.Contains))
            {
                return words;
            }

            result.AddError($"--hole-shape is '{result.Tokens[0].Value}'; it must be one or several of: {string.Join(", ", shapes)}.");
            return null;
        };
        _size.CustomParser = result =>
        {
            (int Least, int Most)? size = ReadSize(result.Tokens[0].Value);
            if (size is null)
            {
                result.AddError($"--hole-size is '{result.Tokens[0].Value}'; it must be whole pixels from {LeastRadius} to {MostRadius}, as 40 or 25-65.");
            }

            return size;
        };
    }

    /// <summary>Adds the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_photos);
        command.Add(_masks);
        command.Add(_truth);
        command.Add(_holes);
        command.Add(_objects);
        command.Add(_shapes);
        command.Add(_size);
        command.Add(_seed);
        command.Add(_cases);
        command.Add(_set);
        command.Add(_only);
        command.Add(_maxSide);
    }

    /// <summary>What the user asked for.</summary>
    public CaseArguments Read(ParseResult parsed)
    {
        string[] objects = parsed.GetValue(_objects) ?? [];
        int? holes = parsed.GetValue(_holes) ?? (objects.Length > 0 ? 1 : null);
        return Read(parsed, objects, holes is int count ? ReadPlan(parsed, count) : null);
    }

    private CaseArguments Read(ParseResult parsed, string[] objects, HolePlan? plan) => new()
    {
        Photos = parsed.GetValue(_photos) ?? [],
        Masks = parsed.GetValue(_masks),
        Truth = parsed.GetValue(_truth),
        File = parsed.GetValue(_cases),
        Set = parsed.GetValue(_set),
        Only = parsed.GetValue(_only) ?? [],
        Holes = plan,
        Objects = objects,
        MaxSide = parsed.GetValue(_maxSide),
    };

    private HolePlan ReadPlan(ParseResult parsed, int count)
    {
        var plan = new HolePlan { Count = count };
        (int Least, int Most) size = parsed.GetValue(_size) ?? (plan.MinRadius, plan.MaxRadius);
        return plan with
        {
            MinRadius = size.Least,
            MaxRadius = size.Most,
            Seed = parsed.GetValue(_seed) ?? plan.Seed,
            Shapes = parsed.GetValue(_shapes) is { Length: > 0 } shapes ? [.. shapes.Select(s => Enum.Parse<HoleShape>(s, ignoreCase: true))] : plan.Shapes,
        };
    }

    private static (int Least, int Most)? ReadSize(string text)
    {
        int?[] ends = [.. text.Split('-').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : (int?)null)];
        return ends is [int least, .. var rest] && rest.Length <= 1 && (rest.Length == 0 ? least : rest[0]) is int most
            && least >= LeastRadius && least <= most && most <= MostRadius ? (least, most) : null;
    }
}
