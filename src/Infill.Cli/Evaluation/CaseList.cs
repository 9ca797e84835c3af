using Infill.Evaluation.Cases;
using Infill.Imaging;

namespace Infill.Cli.Evaluation;

/// <summary>From what the user wrote to the list of cases; nothing but headers and names is read.</summary>
internal static class CaseList
{
    private static readonly string[] MaskEndings = ["-mask", "_mask", ".mask"];

    /// <summary>The cases, in the order of the list or of names; masks that are missing are listed as cases that cannot run.</summary>
    /// <exception cref="CliException">There is no case, or the ways to cases are mixed.</exception>
    public static IReadOnlyList<EvalCase> Make(CaseArguments arguments)
    {
        IReadOnlyList<EvalCase> all = arguments.File is string file ? FromFile(file, arguments) : FromPhotos(arguments);
        string[] unknown = [.. arguments.Only.Where(name => all.All(c => c.Name != name))];
        if (unknown.Length > 0)
        {
            throw new CliException(ExitCode.WrongUse, $"There is no case '{unknown[0]}' among the {all.Count}; the first are {string.Join(", ", all.Take(5).Select(c => c.Name))}.");
        }

        return arguments.Only.Count == 0 ? all : [.. all.Where(c => arguments.Only.Contains(c.Name))];
    }

    private static IReadOnlyList<EvalCase> FromFile(string path, CaseArguments arguments)
    {
        if (arguments.Photos.Count > 0 || arguments.Holes is not null || arguments.Masks is not null || arguments.Truth is not null)
        {
            throw new CliException(ExitCode.WrongUse, "--cases names pictures and holes itself; leave out pictures, --holes, --masks and --truth.");
        }

        CaseFile file = Load(path);
        IReadOnlyList<EvalCase> cases = file.ToCases(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string[] sets = [.. cases.Select(c => c.Set).Distinct()];
        if (arguments.Set is string set && !sets.Contains(set))
        {
            throw new CliException(ExitCode.WrongUse, $"{path} has no set '{set}'; it has {string.Join(", ", sets)}.");
        }

        return [.. cases.Where(c => arguments.Set is null || c.Set == arguments.Set).Select(c => c with { MaxSide = arguments.MaxSide ?? c.MaxSide })];
    }

    private static CaseFile Load(string path)
    {
        try
        {
            return CaseFile.Load(path);
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.WrongUse, reason.Message);
        }
    }

    private static List<EvalCase> FromPhotos(CaseArguments arguments)
    {
        if (arguments.Photos.Count == 0)
        {
            throw new CliException(ExitCode.WrongUse, "eval needs cases: a folder with pictures and masks, pictures with --holes N, or --cases FILE.");
        }

        string[] files = [.. arguments.Photos.SelectMany(Expand)];
        var cases = new List<EvalCase>();
        foreach (string photo in arguments.Holes is null ? files.Where(f => !IsMask(f)) : files)
        {
            string name = Unique(cases, Path.GetFileNameWithoutExtension(photo));
            cases.AddRange(arguments.Holes is HolePlan plan ? Punch(photo, name, plan, arguments.MaxSide ?? CaseFile.DefaultMaxSide) : [Pair(photo, name, arguments)]);
        }

        return cases.Count > 0 ? cases : throw new CliException(ExitCode.Failed, $"There is no picture in {string.Join(", ", arguments.Photos)}.");
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (Directory.Exists(path))
        {
            return Pictures(path);
        }

        return File.Exists(path) ? [path] : throw new CliException(ExitCode.Failed, $"There is no file or folder '{path}'.");
    }

    private static IReadOnlyList<EvalCase> Punch(string photo, string name, HolePlan plan, int maxSide)
    {
        var template = new EvalCase { Name = name, Photo = photo, MaxSide = maxSide };
        try
        {
            PixelSize size = ImageFile.ReadHeader(photo).Size;
            size = maxSide > 0 ? AreaResample.FitSide(size, maxSide) : size;
            IReadOnlyList<HoleSpec> holes = HolePlacer.Place(size, plan, Path.GetFileName(photo));
            return holes.Count == 0
                ? [template with { Problem = $"{photo} is used at {size}, too small for a hole of radius {plan.MinRadius}: a radius is at most a {HolePlacer.LeastSidesPerRadius}th of the shorter side." }]
                : [.. holes.Select((hole, i) => template with { Name = $"{name}-{i + 1}", Hole = hole })];
        }
        catch (ImageFileException reason)
        {
            return [template with { Problem = reason.Message }];
        }
    }

    private static EvalCase Pair(string photo, string name, CaseArguments arguments)
    {
        string stem = Path.GetFileNameWithoutExtension(photo);
        string beside = Path.GetDirectoryName(photo)!;
        string? mask = arguments.Masks is string folder
            ? Named(folder, [stem, .. MaskEndings.Select(e => stem + e)])
            : Named(beside, [.. MaskEndings.Select(e => stem + e)]);
        string? truth = arguments.Truth is string truths ? Named(truths, [stem]) : null;
        string? problem = mask is null ? $"there is no mask {stem}{MaskEndings[0]}.png in {arguments.Masks ?? beside}."
            : arguments.Truth is not null && truth is null ? $"there is no true picture {stem} in {arguments.Truth}." : null;
        return new EvalCase { Name = name, Photo = photo, Mask = mask, Truth = truth, MaxSide = arguments.MaxSide ?? 0, Problem = problem };
    }

    private static string? Named(string folder, string[] stems) => !Directory.Exists(folder)
        ? throw new CliException(ExitCode.Failed, $"There is no folder '{folder}'.")
        : Pictures(folder).FirstOrDefault(f => stems.Contains(Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal));

    private static IEnumerable<string> Pictures(string folder) =>
        Directory.EnumerateFiles(folder).Where(f => ImageFile.FormatFromExtension(f) is not null).Order(StringComparer.Ordinal);

    private static bool IsMask(string path) => MaskEndings.Any(e => Path.GetFileNameWithoutExtension(path).EndsWith(e, StringComparison.Ordinal));

    // a.jpg and a.png, or one name in two folders.
    private static string Unique(List<EvalCase> cases, string name)
    {
        bool IsTaken(string candidate) => cases.Any(c => c.Name == candidate || c.Name.StartsWith(candidate + "-", StringComparison.Ordinal));
        return !IsTaken(name) ? name : Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{name}~{i}").First(c => !IsTaken(c));
    }
}
