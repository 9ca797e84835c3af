using System.CommandLine;
using System.CommandLine.Completions;
using Infill.Cli.Jobs;
using Infill.Cli.Settings;
using Infill.Diffusion.Schedules;
using Infill.Engines;
using Infill.Onnx.StableDiffusion;

namespace Infill.Cli.Options;

/// <summary>Which model fills, and how it goes about it.</summary>
internal sealed class ModelOptions
{
    private const int MostMegabytes = 16_777_216;

    private readonly Option<string?> _model = ValueOption.Text("--model", "PATH|ID",
        "Fill with this Stable Diffusion model: a diffusers folder, a .safetensors file, or or a model that 'infill models' knows, by its id (default: no model).");

    private readonly Option<string?> _negative = ValueOption.Text("--negative-prompt", "TEXT", "What the fill should not show.");

    private readonly Option<int?> _steps = ValueOption.Whole("--steps",
        "Steps of a full run (default 20; 4 for models made for few).", 1, DiffusionOptions.MaxSteps);

    private readonly Option<double?> _strength = ValueOption.Number("--strength",
        "Share of the run that is made, above 0 to 1: lower keeps more of what the hole holds (default 1; SDXL 0.9999).", double.Epsilon, 1);

    private readonly Option<string?> _scheduler = ValueOption.Text("--scheduler", "NAME",
        "Sampler, such as euler-a, dpmpp-2m-karras, unipc, lcm, repaint (default: the model's own).");

    private readonly Option<double?> _guidance = ValueOption.Number("--guidance",
        "How strongly the prompt leads (default 7.5); up to 1 the negative prompt is not read, and a step takes half the time.", 0, GuidanceChoice.MaxScale);

    private readonly Option<double?> _rescale = ValueOption.Number("--guidance-rescale",
        "Give led steps their contrast back, 0 to 1 (default 0); against burnt colours.", 0, 1);

    private readonly Option<string?> _interval = ValueOption.Text("--guidance-interval", "A..B",
        "Part of the run in which the prompt leads, such as 0.1..0.8 (default 0..1); outside a step takes half the time.");

    private readonly Option<int?> _clipSkip = ValueOption.Whole("--clip-skip",
        "Leave out so many of the text encoder's last layers (default 0).", 0, DiffusionOptions.MaxClipSkip);

    private readonly Option<string[]> _loras = Repeated("--lora", "FILE[:WEIGHT]", "Merge a LoRA into the model, with a weight (default 1); may be repeated.");

    private readonly Option<string[]> _embeddings = Repeated("--embedding", "FILE", "Teach the model a word (textual inversion), named as the file says; may be repeated.");

    private readonly Option<string?> _vae = ValueOption.Text("--vae", "PATH", "Another autoencoder: a folder or a .safetensors file (default: the model's own).");

    private readonly Option<string[]> _controls = Repeated("--control", "KIND:PATH",
        "Lead the model with a control network, PATH its folder; KIND says what it is shown: canny or soft-edge (edges of the picture), inpaint, or map with \",map=FILE\". Also \",scale=0.8\" (default 0.5), \",from=0\", \",to=0.7\"; may be repeated.");

    private readonly Option<string?> _holeFill = ValueOption.Word("--hole-fill",
        "What the hole holds at the start (default original); patch = what the embedded engine puts there.", [.. Enum.GetNames<HoleContent>().Select(n => n.ToLowerInvariant())]);

    private readonly Option<double?> _refine = ValueOption.Number("--second-pass",
        "Run again over the hole at a finer scale with this strength, above 0 to 1, where the model saw the picture smaller than it is (default: no second run).", double.Epsilon, 1);

    private readonly Option<int?> _stepCache = ValueOption.Whole("--step-cache",
        "Run the whole network every N steps only and its outer layers in between: faster, not exact (default: exact; 3 is a good start).", 2, StepCache.MostInterval);

    private readonly Option<bool> _keep = ValueOption.Switch("--keep-sessions",
        "Keep the model as it was optimised for this processor on disk (INFILL_CACHE), as large as in 32-bit floats, for quicker starts.").FromSettings(SettingTrust.UserOnly);

    private readonly Option<string?> _device = ValueOption.Word("--device",
        "What computes the model (default cpu); others need a build for them.", ModelArguments.DefaultDevice, "cuda", "directml", "coreml").FromSettings(SettingTrust.UserOnly);

    private readonly Option<int?> _maxMemory = ValueOption.Whole("--max-model-memory",
        "Refuse a model that needs more megabytes (default: what the machine has free).", 1, MostMegabytes).FromSettings(SettingTrust.UserOnly);

    /// <summary>Options of a command.</summary>
    /// <param name="modelIsSettable">True where nothing but a model can do the job, so that a setting changes no other engine's work.</param>
    public ModelOptions(bool modelIsSettable)
    {
        if (modelIsSettable)
        {
            _model.FromSettings(SettingTrust.UserOnly);
        }

        _scheduler.CompletionSources.Add(_ => SamplerPreset.All.Select(preset => new CompletionItem(preset.Name)));
        _scheduler.Validators.Add(result =>
        {
            string name = result.Tokens[0].Value;
            if (!SamplerPreset.All.Any(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                result.AddError($"--scheduler is '{Shell.Shorten(name)}'; it must be one of: {string.Join(", ", SamplerPreset.All.Select(preset => preset.Name))}.");
            }
        });
        _interval.Validators.Add(result =>
        {
            if (ShareInterval.Parse(result.Tokens[0].Value) is null)
            {
                result.AddError($"--guidance-interval is '{Shell.Shorten(result.Tokens[0].Value)}'; it must be two shares of the run from 0 to 1 that rise, such as 0.1..0.8.");
            }
        });
        _controls.CompletionSources.Add([.. ControlText.Words.Select(word => word + ":")]);
        _controls.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => ControlText.Parse(t) is null))
            {
                result.AddError($"--control is '{Shell.Shorten(text)}'; it must be canny:PATH, soft-edge:PATH, inpaint:PATH or map:PATH,map=FILE, and may go on with ,scale=0…2 ,from=0…1 ,to=0…1.");
            }
        });
        _loras.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => LoraText.Parse(t) is null))
            {
                result.AddError($"--lora is '{Shell.Shorten(text)}'; it must be a file, or a file, a colon and a weight from -{LoraText.MostWeight} to {LoraText.MostWeight}.");
            }
        });
    }

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        Option[] options =
        [
            _model, _negative, _steps, _strength, _scheduler, _guidance, _rescale, _interval,
            _clipSkip, _loras, _embeddings, _vae, _controls, _holeFill, _refine, _stepCache, _keep, _device, _maxMemory,
        ];
        Array.ForEach(options, command.Add);
        command.Validators.Add(result =>
        {
            Option[] changes = [_loras, _embeddings, _vae, _controls, _stepCache];
            if (result.GetResult(_model) is null && changes.FirstOrDefault(option => result.GetResult(option) is not null) is Option stray)
            {
                result.AddError($"{stray.Name} changes a model, but there is no --model.");
            }
        });
    }

    /// <summary>The model, or null if none was named.</summary>
    public ModelArguments? ReadModel(ParseResult parsed) => parsed.GetValue(_model) is not string path ? null : new ModelArguments
    {
        Path = path,
        Loras = parsed.GetValue(_loras) ?? [],
        Embeddings = parsed.GetValue(_embeddings) ?? [],
        Vae = parsed.GetValue(_vae),
        Controls = parsed.GetValue(_controls) ?? [],
        Device = parsed.GetValue(_device) ?? ModelArguments.DefaultDevice,
        StepCache = parsed.GetValue(_stepCache),
        KeepsSessions = parsed.GetValue(_keep),
        MaxMemoryMb = parsed.GetValue(_maxMemory),
    };

    /// <summary>How the model goes about it; null if nothing was asked for.</summary>
    public DiffusionOptions? ReadDiffusion(ParseResult parsed)
    {
        (double Begin, double End) interval = parsed.GetValue(_interval) is string text ? ShareInterval.Parse(text)!.Value : (0, 1);
        var asked = new DiffusionOptions
        {
            Steps = parsed.GetValue(_steps),
            Strength = parsed.GetValue(_strength),
            Sampler = parsed.GetValue(_scheduler)?.ToLowerInvariant(),
            Guidance = new GuidanceChoice
            {
                Scale = parsed.GetValue(_guidance),
                Rescale = parsed.GetValue(_rescale) ?? 0,
                Begin = interval.Begin,
                End = interval.End,
            },
            NegativePrompt = parsed.GetValue(_negative),
            ClipSkip = parsed.GetValue(_clipSkip) ?? 0,
            HoleContent = Enum.Parse<HoleContent>(parsed.GetValue(_holeFill) ?? nameof(HoleContent.Original), ignoreCase: true),
            RefineStrength = parsed.GetValue(_refine),
        };
        return asked == new DiffusionOptions() ? null : asked;
    }

    private static Option<string[]> Repeated(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore };
}
