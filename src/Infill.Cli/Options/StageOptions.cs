using System.CommandLine;
using System.CommandLine.Completions;
using Infill.Cli.Jobs;
using Infill.Cli.Settings;

namespace Infill.Cli.Options;

/// <summary>Options of the pipeline's stages, in their order.</summary>
internal sealed class StageOptions
{
    private readonly Option<Amount?> _grow = ValueOption.Length("--grow",
        "Grow the mask by pixels (0–512) or percent of each object's size (default 3% for remove, else 0).", 512, 100);

    private readonly Option<int?> _feather = ValueOption.Whole("--feather",
        "Width in pixels of the fade from the mask's edge inwards (default half the growth).", 0, 512);

    private readonly Option<int?> _fillHoles = ValueOption.Whole("--fill-holes",
        "Fill kept islands inside the mask of at most this many pixels (default 64 for remove, else 0).", 0, int.MaxValue);

    private readonly Option<int?> _dropSpecks = ValueOption.Whole("--drop-specks",
        "Drop parts of the mask with fewer pixels (default 0 = none).", 0, int.MaxValue);

    private readonly Option<bool> _withShadow = ValueOption.Switch("--with-shadow",
        "Grow each object of the mask over the shadow that it casts and its reflection in smooth ground, where they stand out; the mask must not contain them already.");

    private readonly Option<int?> _context = ValueOption.Whole("--context",
        "Surroundings shown to the engine, in pixels (default: the engine's own rule).", 0, 4096).FromSettings();

    private readonly Option<int?> _seed = ValueOption.Whole("--seed",
        "Seed of every random choice (default 1); the same seed gives the same bytes on one machine.", 0, int.MaxValue).FromSettings();

    private readonly Option<int?> _threads = ValueOption.Whole("--threads",
        "Worker threads (default 0 = one per core); never changes the result.", 0, 1024).FromSettings();

    private readonly Option<string?> _engine = ValueOption.Text("--engine", "NAME",
        "Engine that fills (default patch, or the model's own where one is given); 'infill engines' lists them.").FromSettings();

    private readonly Option<string?> _eraser = ErasingFile();

    private readonly Option<string?> _prompt = ValueOption.Text("--prompt", "TEXT",
        "What the fill should show; only for engines that take text.");

    private readonly Option<string?> _blend = ValueOption.Word("--blend",
        "How fill and original meet (default auto: by the seam's score).", "auto", "feather", "multiband", "poisson").FromSettings();

    private readonly Option<bool> _noGrain = ValueOption.Switch("--no-grain", "Do not add the surroundings' grain to smooth fills.").FromSettings();

    private readonly Option<bool> _noColorMatch = ValueOption.Switch("--no-color-match", "Do not move the fill's colours towards the surroundings.").FromSettings();

    /// <summary>Lets shells complete the engines' names; they are looked up only when a shell asks.</summary>
    public StageOptions() => _engine.CompletionSources.Add(_ => EnginesHandler.List().Where(engine => !engine.NeedsModel).Select(engine => new CompletionItem(engine.Name)));

    /// <summary>Adds the mask stage's options.</summary>
    /// <param name="command">Takes them.</param>
    /// <param name="settable">False where they are wishes for one mask, not habits of all jobs: a mask must not grow here and again in the job.</param>
    public void AddMaskStageTo(Command command, bool settable = true)
    {
        foreach (Option option in (Option[])[_grow, _feather, _fillHoles, _dropSpecks])
        {
            command.Add(settable ? option.FromSettings() : option);
        }

        command.Add(_withShadow);
    }

    /// <summary>Adds the options of all later stages.</summary>
    public void AddFillStagesTo(Command command)
    {
        command.Add(_engine);
        command.Add(_eraser);
        command.Add(_prompt);
        command.Add(_seed);
        command.Add(_threads);
        command.Add(_context);
        command.Add(_blend);
        command.Add(_noGrain);
        command.Add(_noColorMatch);
    }

    /// <summary>Adds only what a model's own run needs.</summary>
    public void AddRunTo(Command command)
    {
        command.Add(_seed);
        command.Add(_threads);
    }

    /// <summary>What the user asked of the mask stage; null = the workflow's default.</summary>
    public MaskArguments ReadMaskStage(ParseResult parsed) => new()
    {
        Grow = parsed.GetValue(_grow),
        FeatherPx = parsed.GetValue(_feather),
        FillHolesPx = parsed.GetValue(_fillHoles),
        DropSpecksPx = parsed.GetValue(_dropSpecks),
        WithShadow = parsed.GetValue(_withShadow),
    };

    /// <summary>The file of an eraser, for commands that run or list engines. A folder's settings cannot name it: the file is run.</summary>
    public static Option<string?> ErasingFile() => ValueOption.Text("--eraser", "FILE",
        "ONNX file of a network that erases, LaMa or MI-GAN (default: no file); remove then uses it unless --engine says otherwise, fill and extend with --engine eraser.")
        .FromSettings(SettingTrust.UserOnly);

    /// <summary>What the user asked of the later stages; null = the default.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="workflow">Removing picks an eraser by itself; other workflows wait until they are told.</param>
    /// <param name="hasModel">True if a model was named: then its engine fills.</param>
    public FillArguments ReadFillStages(ParseResult parsed, string workflow, bool hasModel = false)
    {
        (string? asked, string? eraser) = (parsed.GetValue(_engine), parsed.GetValue(_eraser));
        (string engine, string reason) = asked is not null ? (asked, "asked for by --engine")
            : hasModel ? (FillArguments.ModelEngine, "that of the model that --model names")
            : workflow != "remove" ? (FillArguments.DefaultEngine, $"the default of {workflow}")
            : eraser is not null ? (FillArguments.EraserEngine, "remove takes the eraser that is set, as --engine does not say otherwise")
            : (FillArguments.DefaultEngine, "the default, as no eraser is set");
        return ReadRest(parsed) with { Engine = engine, EngineReason = reason, Eraser = eraser is null ? null : Path.GetFullPath(eraser) };
    }

    private FillArguments ReadRest(ParseResult parsed) => new()
    {
        Prompt = parsed.GetValue(_prompt),
        Seed = parsed.GetValue(_seed) ?? 1,
        Threads = parsed.GetValue(_threads) ?? 0,
        ContextPx = parsed.GetValue(_context),
        Blend = parsed.GetValue(_blend) ?? "auto",
        NoGrain = parsed.GetValue(_noGrain),
        NoColorMatch = parsed.GetValue(_noColorMatch),
    };
}
