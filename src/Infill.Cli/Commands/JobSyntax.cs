using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>One of the commands that change a picture: its options, and how they become a job. What is written elsewhere (a batch, a manifest) goes through the same parser.</summary>
internal sealed class JobSyntax
{
    private const string RefineName = "refine";

    private static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null };

    private readonly SourceOptions _source = new();
    private readonly StageOptions _stages = new();
    private readonly OutputOptions _target = new();
    private readonly JudgeOptions _judge = new();
    private readonly TalkOptions _talk = new();
    private readonly Option<bool> _dryRun = DryRunOption.Create();
    private readonly Option<bool> _explain = ExplainOption.Create();
    private readonly Option<string?> _preview = PreviewOption.Create();
    private readonly ExtendOptions? _extend;
    private readonly ModelOptions? _model;
    private readonly PlaceOptions? _place;
    private readonly UnshadowOptions? _unshadow;
    private readonly SwapOptions? _swap;

    private JobSyntax(Command command, UnshadowOptions unshadow)
    {
        (Command, _unshadow) = (command, unshadow);
        _source.AddTo(command, withMask: true, withFillHints: false, isApplied: true);
        unshadow.AddTo(command);
        _target.AddTo(command);
        command.Add(_dryRun);
        _talk.AddTo(command, withJob: true);
    }

    private JobSyntax(Command command, SwapOptions swap)
    {
        (Command, _swap, _model) = (command, swap, new ModelOptions(modelIsSettable: false));
        _source.Mask.Description = "The product: a mask file of the picture's size (white = product; - is stdin), an expression such as \"rect:10,10,100,50\", or \"alpha\" for a cut-out's own opaque pixels. {name} and {dir} stand for the photo's name without extension and its folder.";
        AddSwapTo(command);
        _target.AddTo(command);
        command.Add(_dryRun);
        command.Add(_preview);
        _talk.AddTo(command, withJob: true);
    }

    private JobSyntax(Command command, ExtendOptions? extend, ModelOptions? model, bool addsThings = false)
    {
        (Command, _extend, _model) = (command, extend, model);
        _place = addsThings ? new PlaceOptions(_source.Mask) : null;
        _place?.AddTo(command);
        _source.AddTo(command, withMask: extend is null, withFillHints: true, withProposals: !addsThings);
        _extend?.AddTo(command);
        _target.AddTo(command);
        command.Add(_dryRun);
        command.Add(_explain);
        command.Add(_preview);
        if (extend is null)
        {
            _stages.AddMaskStageTo(command);
        }

        _stages.AddFillStagesTo(command);
        _model?.AddTo(command);
        _judge.AddTo(command, alwaysRefines: AlwaysRefines);
        _talk.AddTo(command, withJob: true);
    }

    /// <summary>The command; its action is the caller's to set.</summary>
    public Command Command { get; }

    /// <summary>The options that say what is done to a picture; those about output and talk belong to the command line alone.</summary>
    public IReadOnlyList<Option> JobOptions
    {
        get
        {
            var scratch = new Command("options");
            if (_swap is not null)
            {
                AddSwapTo(scratch);
                return [.. scratch.Options, .. OfThePicture];
            }

            if (_unshadow is not null)
            {
                _source.AddTo(scratch, withMask: true, withFillHints: false);
                _unshadow.AddTo(scratch);
                return [.. scratch.Options, .. OfThePicture];
            }

            _place?.AddTo(scratch);
            _source.AddTo(scratch, withMask: TakesMask, withFillHints: true, withProposals: _place is null);
            _extend?.AddTo(scratch);
            if (TakesMask)
            {
                _stages.AddMaskStageTo(scratch);
            }

            _stages.AddFillStagesTo(scratch);
            _model?.AddTo(scratch);
            _judge.AddTo(scratch, withFiles: false, AlwaysRefines);
            return [.. scratch.Options, .. OfThePicture];
        }
    }

    private IEnumerable<Option> OfThePicture => Command.Options.Where(option => OutputOptions.OfThePicture.Contains(option.Name));

    private bool AlwaysRefines => Command.Name == RefineName;

    /// <summary>True if the user gives the mask.</summary>
    public bool TakesMask => _extend is null;

    /// <summary>Removes an object: the mask is grown a little, because masks are drawn too tight.</summary>
    public static JobSyntax Remove() => new(new Command("remove", "Remove what the mask covers and fill in what could be behind it."), null, null);

    /// <summary>Fills exactly the mask.</summary>
    public static JobSyntax Fill() => new(
        new Command("fill", "Fill exactly the masked pixels (scratches, holes): as remove, without growing the mask."), null, new ModelOptions(modelIsSettable: false));

    /// <summary>Fills the mask with what a text says.</summary>
    public static JobSyntax Replace() => new(
        new Command("replace", "Replace what the mask covers by what --prompt says; needs a model (--model)."), null, new ModelOptions(modelIsSettable: true));

    /// <summary>Puts something new where there is nothing yet.</summary>
    public static JobSyntax Add() => new(
        new Command("add", "Add what --prompt says, in a box, around a point or in a mask; needs a model (--model)."), null, new ModelOptions(modelIsSettable: true), addsThings: true);

    /// <summary>Grows the picture.</summary>
    public static JobSyntax Extend() => new(
        new Command("extend", "Extend the picture at its sides, or to a ratio of width to height."), new ExtendOptions(), new ModelOptions(modelIsSettable: false));

    /// <summary>Relights a shadow.</summary>
    public static JobSyntax Unshadow() => new(
        new Command("unshadow", "Take a shadow away by relighting its ground; only what is clipped to black is filled."), new UnshadowOptions());

    /// <summary>Puts a product before another background.</summary>
    public static JobSyntax SwapBackground() => new(
        new Command("swap-background", "Put a product before another background: its own pixels stay bit for bit, its soft edge is freed of the old background."), new SwapOptions());

    /// <summary>Goes on with what was filled before.</summary>
    public static JobSyntax Refine() => new(
        new Command(RefineName, "Refine a picture that was filled before, pass by pass, until the gate accepts it; the mask is the one of the fill."), null, new ModelOptions(modelIsSettable: false));

    /// <summary>Parses arguments without the command's name.</summary>
    public ParseResult Parse(IReadOnlyList<string> arguments) => Command.Parse(arguments, Plain);

    /// <summary>Files, folders and patterns as the user wrote them, at least one.</summary>
    public IReadOnlyList<string> ReadInputs(ParseResult parsed) => _source.ReadInputs(parsed);

    /// <summary>The job that the user asked for, with the first input as its picture.</summary>
    public JobArguments Read(ParseResult parsed)
    {
        ModelArguments? model = _model?.ReadModel(parsed);
        SwapArguments? swap = _swap?.Read(parsed);
        FillArguments fill = _stages.ReadFillStages(parsed, Command.Name, hasModel: model is not null);
        SourceArguments source = _source.Read(parsed);
        return new JobArguments
        {
            Workflow = Command.Name,
            Source = _place?.Read(parsed) is string place ? source with { Mask = place } : source,
            Extend = _extend?.Read(parsed),
            Unshadow = _unshadow?.Read(parsed),
            Mask = _extend is null ? _stages.ReadMaskStage(parsed) : new MaskArguments(),
            Swap = swap,
            Fill = swap?.Prompt is string prompt ? fill with { Prompt = prompt } : fill,
            Model = model,
            Diffusion = _model?.ReadDiffusion(parsed),
            Gate = _judge.Read(parsed),
            Output = _target.Read(parsed),
        };
    }

    /// <summary>True if the plan shall be told and nothing run.</summary>
    public bool Explains(ParseResult parsed) => parsed.GetValue(_explain);

    /// <summary>True if nothing shall be written.</summary>
    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>How the command shall speak.</summary>
    public TalkArguments ReadTalk(ParseResult parsed) => _talk.Read(parsed) with { Preview = parsed.GetValue(_preview) };

    private void AddSwapTo(Command command)
    {
        _source.AddTo(command, withMask: true, withFillHints: false, isApplied: true);
        _swap!.AddTo(command);
        _stages.AddRunTo(command);
        _model!.AddTo(command);
    }
}
