using System.Text.RegularExpressions;
using Infill.Cli.Jobs;
using Infill.Engines;
using Infill.Evaluation.Runs;

namespace Infill.Cli.Evaluation;

/// <summary>From what the user wrote for engines to engines that can fill.</summary>
internal static partial class EngineList
{
    /// <summary>The engines of this build and "flat", the floor.</summary>
    public static EngineCatalog CreateCatalog()
    {
        EngineCatalog catalog = BuiltInEngines.CreateCatalog();
        catalog.Add(FlatEngine.Description, () => new FlatEngine());
        return catalog;
    }

    /// <summary>Makes the engines; refuses unknown ones and two of one name before anything runs.</summary>
    /// <param name="arguments">What the user asked for.</param>
    /// <param name="cache">Where other programs' fills are kept; null = nowhere, every fill is run.</param>
    /// <param name="shelf">Keeps models open as long as the engines are used.</param>
    /// <exception cref="CliException">Says which.</exception>
    /// <exception cref="Onnx.ModelException">A model cannot be used.</exception>
    public static IReadOnlyList<IEvalEngine> Make(EvalArguments arguments, FillCache? cache, EngineShelf shelf)
    {
        EngineCatalog catalog = CreateCatalog();
        IEvalEngine[] engines = [.. arguments.Engines.Select(text => Make(text, arguments, catalog, (cache, shelf)))];
        if (engines.GroupBy(e => e.Info.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new CliException(ExitCode.WrongUse, $"Two engines are called '{twice.Key}'; give one a name of its own: --engine 'NAME=cmd:…'.");
        }

        return engines;
    }

    private static IEvalEngine Make(string text, EvalArguments arguments, EngineCatalog catalog, (FillCache? Cache, EngineShelf Shelf) kept)
    {
        if (ModelEngine.IsOne(text))
        {
            LibraryEngine made = ModelEngine.Make(text, kept.Shelf, ThreadsOf(arguments), ClockOf(arguments));
            RequireName(made.Info.Name);
            return made;
        }

        Match match = NamedCommand().Match(text);
        return match.Success ? MakeCommand(match, arguments, kept.Cache) : MakeOwn(text, arguments, catalog);
    }

    private static CommandEngine MakeCommand(Match match, EvalArguments arguments, FillCache? cache)
    {
        string text = match.Groups["command"].Value.Trim();
        CommandTemplate template = CommandTemplate.Parse(text);
        string name = match.Groups["name"].Success ? match.Groups["name"].Value : Path.GetFileNameWithoutExtension(template.Words[0]);
        RequireName(name);
        string program = ProgramFile.Find(template.Words[0]) ?? throw new CliException(
            ExitCode.Missing,
            $"Engine '{name}': there is no program '{template.Words[0]}' on this machine.",
            "the same command without this --engine, or its full path");
        var info = new EvalEngine
        {
            Name = name,
            UsesSeed = template.UsesSeed,
            Command = text,
            Identity = ProgramFile.IdentityOf(program, template),
        };
        return new CommandEngine(info, template, TimeSpan.FromSeconds(arguments.TimeoutSeconds), cache);
    }

    private static LibraryEngine MakeOwn(string name, EvalArguments arguments, EngineCatalog catalog)
    {
        EngineInfo engine = catalog.Find(name) ?? throw new CliException(
            ExitCode.Missing,
            $"There is no engine '{name}'; known: {string.Join(", ", catalog.Engines.Select(e => e.Name))}, "
            + "models as 'sd:PATH', erasers as 'eraser:FILE', and other programs as 'cmd:PROGRAM … {image} {mask} {output}'.",
            "infill engines");
        using IInpaintEngine made = catalog.Create(name);
        var info = new EvalEngine
        {
            Name = engine.Name,
            UsesSeed = engine.UsesSeed,

            // Names of builds: they differ as soon as a line of code does.
            Identity = $"{engine.Name} {typeof(EngineCatalog).Module.ModuleVersionId:N} {made.GetType().Module.ModuleVersionId:N}",
        };
        return new LibraryEngine(catalog, info, ThreadsOf(arguments), ClockOf(arguments));
    }

    private static int ThreadsOf(EvalArguments arguments) => arguments.Jobs == 1 ? 0 : Math.Max(1, Environment.ProcessorCount / arguments.Jobs);

    // With several cases at a time the process's time is nobody's own.
    private static Func<TimeSpan>? ClockOf(EvalArguments arguments) => arguments.Jobs == 1 ? () => Environment.CpuUsage.TotalTime : null;

    private static void RequireName(string name)
    {
        if (!PlainName().IsMatch(name) || name is CaseLook.Truth or CaseLook.Input)
        {
            throw new CliException(
                ExitCode.WrongUse,
                $"'{name}' cannot be an engine's name; give it one of 1–40 letters, digits, blanks and . _ + - (not truth or input): --engine 'NAME=cmd:…'.");
        }
    }

    [GeneratedRegex(@"^(?:(?<name>[^=:{]*)=)?cmd:(?<command>.*)$", RegexOptions.Singleline)]
    private static partial Regex NamedCommand();

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N} ._+-]{0,39}$")]
    private static partial Regex PlainName();
}
