using Infill.Cli.Inputs;
using Infill.Evaluation.Cases;

namespace Infill.Cli.Evaluation;

/// <summary>From what the user wrote to the list of cases; nothing but headers and names is read.</summary>
internal static class CaseList
{
    private const int MostReasons = 6;

    private static readonly string[] MaskEndings = ["-mask", "_mask", ".mask"];

    /// <summary>The cases, in the order of the list or of names; masks that are missing are listed as cases that cannot run.</summary>
    /// <param name="arguments">What the user asked for.</param>
    /// <param name="output">Folder of the report; pictures in it are never cases.</param>
    /// <exception cref="CliException">There is no case, or the ways to cases are mixed.</exception>
    public static IReadOnlyList<EvalCase> Make(CaseArguments arguments, string output)
    {
        IReadOnlyList<EvalCase> all = arguments.File is string file ? FromFile(file, arguments) : FromPhotos(arguments, output);
        string[] unknown = [.. arguments.Only.Where(name => all.All(c => c.Name != name))];
        if (unknown.Length > 0)
        {
            throw new CliException(ExitCode.WrongUse, $"There is no case '{unknown[0]}' among the {all.Count}; the first are {string.Join(", ", all.Take(5).Select(c => c.Name))}.");
        }

        IReadOnlyList<EvalCase> wanted = arguments.Only.Count == 0 ? all : [.. all.Where(c => arguments.Only.Contains(c.Name))];
        return wanted.Any(c => c.Problem is null) ? wanted : throw new CliException(
            ExitCode.Failed,
            string.Join(Environment.NewLine, wanted.Take(MostReasons).Select(c => $"Case '{c.Name}': {c.Problem}")),
            "infill eval --help");
    }

    private static IReadOnlyList<EvalCase> FromFile(string path, CaseArguments arguments)
    {
        if (arguments.Photos.Count > 0 || arguments.Holes is not null || arguments.Masks is not null || arguments.Truth is not null)
        {
            throw new CliException(ExitCode.WrongUse, "--cases names pictures and holes itself; leave out pictures, --holes, --masks and --truth.");
        }

        CaseFile file = Load(path);
        IReadOnlyList<EvalCase> cases = (file with { MaxSide = arguments.MaxSide ?? file.MaxSide }).ToCases(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string[] sets = [.. cases.Select(c => c.Set).Distinct()];
        if (arguments.Set is string set && !sets.Contains(set))
        {
            throw new CliException(ExitCode.WrongUse, $"{path} has no set '{set}'; it has {string.Join(", ", sets)}.");
        }

        return arguments.Set is null ? cases : [.. cases.Where(c => c.Set == arguments.Set)];
    }

    private static CaseFile Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new CliException(ExitCode.Failed, $"There is no case file '{path}'.");
        }

        try
        {
            return CaseFile.Load(path);
        }
        catch (InvalidDataException reason)
        {
            throw new CliException(ExitCode.WrongUse, reason.Message);
        }
    }

    private static List<EvalCase> FromPhotos(CaseArguments arguments, string output)
    {
        if (arguments.Photos.Count == 0)
        {
            throw new CliException(ExitCode.WrongUse, "eval needs cases: a folder with pictures and masks, pictures with --holes N, or --cases FILE.", "infill eval --help");
        }

        InputSet found = InputExpander.Expand(arguments.Photos, new InputOptions { Excluded = [output] });
        string[] cutOuts = arguments.Objects.Count == 0 ? [] : [.. InputExpander.Expand(arguments.Objects, new InputOptions { Recursive = true }).Files.Select(f => f.Path)];
        var stems = new HashSet<string>(StringComparer.Ordinal);
        List<EvalCase> cases = [.. found.Failures.Select(f => new EvalCase { Name = PathText.Show(f.Path), Photo = f.Path, Problem = f.Reason })];
        foreach (string path in found.Files.Select(f => f.Path).Where(path => arguments.Holes is not null || !IsMask(path)))
        {
            var photo = new EvalCase { Name = Unique(stems, Path.GetFileNameWithoutExtension(path)), Photo = path, MaxSide = arguments.MaxSide ?? CaseFile.DefaultMaxSide };
            cases.AddRange(
                arguments.Holes is not HolePlan plan ? [Pair(photo with { MaxSide = arguments.MaxSide ?? 0 }, arguments)]
                : cutOuts.Length > 0 ? ObjectPlacer.Place(photo, plan, cutOuts)
                : PunchedPhoto.Punch(photo, plan));
        }

        return cases.Count > 0 ? cases : throw new CliException(ExitCode.Failed, $"All pictures in {string.Join(", ", arguments.Photos)} have names of masks; there is none to fill.");
    }

    private static EvalCase Pair(EvalCase photo, CaseArguments arguments)
    {
        string stem = Path.GetFileNameWithoutExtension(photo.Photo);
        string beside = Path.GetDirectoryName(Path.GetFullPath(photo.Photo))!;
        string? mask = arguments.Masks is string folder
            ? Named(folder, [stem, .. MaskEndings.Select(e => stem + e)])
            : Named(beside, [.. MaskEndings.Select(e => stem + e)]);
        string? truth = arguments.Truth is string truths ? Named(truths, [stem]) : null;
        string? problem = mask is null ? $"there is no mask {stem}{MaskEndings[0]}.png in {arguments.Masks ?? beside}."
            : arguments.Truth is not null && truth is null ? $"there is no true picture {stem} in {arguments.Truth}." : null;
        return photo with { Mask = mask, Truth = truth, Problem = problem };
    }

    private static string? Named(string folder, string[] stems) => !Directory.Exists(folder)
        ? throw new CliException(ExitCode.Failed, $"There is no folder '{folder}'.")
        : Directory.EnumerateFiles(folder).Where(PictureName.IsPicture).Order(StringComparer.Ordinal)
            .FirstOrDefault(f => stems.Contains(Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal));

    private static bool IsMask(string path) => MaskEndings.Any(e => Path.GetFileNameWithoutExtension(path).EndsWith(e, StringComparison.Ordinal));

    // a.jpg and a.png, or one name in two folders; and "a-1" beside the first hole of "a".
    private static string Unique(HashSet<string> stems, string stem)
    {
        bool Clashes(string one, string other) => one == other
            || (one.StartsWith(other + "-", StringComparison.Ordinal) && one.AsSpan(other.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0);
        bool IsTaken(string candidate) => stems.Any(s => Clashes(s, candidate) || Clashes(candidate, s));
        string name = !IsTaken(stem) ? stem : Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{stem}~{i}").First(c => !IsTaken(c));
        stems.Add(name);
        return name;
    }
}
