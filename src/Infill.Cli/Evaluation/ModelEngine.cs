using System.Text.RegularExpressions;
using Infill.Cli.Batch;
using Infill.Cli.Jobs;
using Infill.Engines;
using Infill.Evaluation.Runs;

namespace Infill.Cli.Evaluation;

/// <summary>Makes engines over files: "sd:MODEL options" and "eraser:FILE options", with the options of <c>fill</c>.</summary>
internal static partial class ModelEngine
{
    /// <summary>Stands for a picture and an output while only the options are looked at.</summary>
    private const string AnyFile = "picture.png";

    /// <summary>Most letters of an engine's name.</summary>
    private const int MostName = 40;

    /// <summary>Options that would say twice what stands before the colon, or lead away from the case.</summary>
    private static readonly string[] Refused = ["--model", "--eraser", "--engine", "--mask", "--exclude", "--guide", "--seed"];

    /// <summary>True if a text means such an engine.</summary>
    public static bool IsOne(string text) => Form().IsMatch(text);

    /// <summary>Opens the model and makes the engine; nothing is loaded before the first fill.</summary>
    /// <param name="text">As the user wrote it.</param>
    /// <param name="shelf">Keeps the model open.</param>
    /// <param name="threads">Worker threads, 0 = one per core.</param>
    /// <param name="processorTime">Processor time of this process, or null if other work runs beside the fills.</param>
    /// <exception cref="CliException">An option is not one of <c>fill</c>, or the model is not there.</exception>
    /// <exception cref="Onnx.ModelException">The model cannot be used.</exception>
    public static LibraryEngine Make(string text, EngineShelf shelf, int threads, Func<TimeSpan>? processorTime)
    {
        Match match = Form().Match(text);
        string engine = match.Groups["engine"].Value;
        List<string> words = CommandTemplate.Split(match.Groups["rest"].Value);
        if (words.Count == 0)
        {
            throw new CliException(ExitCode.WrongUse, $"--engine '{text}' names no file; expected {engine}:PATH, and options of fill behind it.", "infill eval --help");
        }

        JobArguments job = Parse(engine, words);
        EngineCatalog engines = shelf.For(job);
        JobChecks.RequireEngine(job, engines);
        FillOptions options = RequestBuilder.ToOptions(job, keepStages: false).Fill;
        EngineInfo info = engines.Find(engine)!;

        // What a fill would be refused for, before any case runs.
        engines.Foresee(engine, new Imaging.PixelSize(1, 1), options);
        return new LibraryEngine(
            engines,
            new EvalEngine
            {
                Name = match.Groups["name"].Success ? match.Groups["name"].Value : NameOf(engine, words[0]),
                UsesSeed = info.UsesSeed,
                Identity = ProgramFile.IdentityOf([text, info.Model?.Fingerprint ?? ProgramFile.HashOf(words[0]), typeof(EngineCatalog).Module.ModuleVersionId.ToString("N"), typeof(Onnx.OnnxModel).Module.ModuleVersionId.ToString("N")]),
            },
            threads,
            processorTime)
        {
            Engine = engine,
            Options = options,
        };
    }

    private static JobArguments Parse(string engine, List<string> words)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (int i = 1; i < words.Count; i++)
        {
            string name = words[i].Split('=')[0];
            if (Refused.Contains(name))
            {
                throw new CliException(ExitCode.WrongUse, $"{name} is not for an engine of an evaluation: files stand before the options, masks come with the cases, seeds with --seeds.", "infill eval --help");
            }

            values.TryAdd(name, []);
            bool isNext = name == words[i] && i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal);
            values[name].AddRange(name != words[i] ? [words[i][(name.Length + 1)..]] : isNext ? [words[++i]] : []);
        }

        JobWords chosen = engine == FillArguments.ModelEngine ? JobWords.None.With("--model", words[0]) : JobWords.None.With("--eraser", words[0]).With("--engine", engine);
        return JobParser.Parse("fill", AnyFile, AnyFile, values.Aggregate(chosen.With("--mask", AnyFile), (all, one) => all.With(one.Key, one.Value)));
    }

    // Signs that names may not have become plain.
    private static string NameOf(string engine, string path)
    {
        string file = Stranger().Replace(Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path)), "-");
        return $"{engine} {file}"[..Math.Min(MostName, engine.Length + 1 + file.Length)].TrimEnd();
    }

    [GeneratedRegex(@"^(?:(?<name>[^=:{]*)=)?(?<engine>sd|eraser):(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex(@"[^\p{L}\p{N} ._+-]")]
    private static partial Regex Stranger();
}
