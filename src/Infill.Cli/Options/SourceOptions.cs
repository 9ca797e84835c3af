using System.CommandLine;
using Infill.Cli.Jobs;
using Infill.Cli.Settings;

namespace Infill.Cli.Options;

/// <summary>Which picture, which pixels of it, and how much input is allowed.</summary>
internal sealed class SourceOptions
{
    private readonly Argument<string[]> _images = new("photo")
    {
        Description = "The picture: JPEG, PNG, WebP, TIFF, AVIF/HEIC or GIF (first frame). - is stdin. Several files, folders and patterns such as \"photos/*.jpg\" too.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _mask = ValueOption.Text("--mask", "MASK",
        "What to fill: a mask file of the picture's size (white = fill; - is stdin), an expression such as \"rect:10,10,100,50\", or \"alpha\" for the picture's own transparent pixels. {name} and {dir} stand for the photo's name without extension and its folder.");

    private readonly ProposalOptions _proposals;

    private readonly Option<string?> _polarity = ValueOption.Word("--mask-polarity",
        "What a mask file fills (default white; for alpha: transparent).", "white", "black", "transparent", "opaque").FromSettings();

    private readonly Option<string?> _exclude = ValueOption.Text("--exclude", "MASK",
        "Do not copy from here: a mask file or an expression.");

    private readonly Option<string[]> _guides = new("--guide")
    {
        Description = "A line to carry through the hole, as \"x,y x,y …\" in pixels; may be repeated.",
        HelpName = "POINTS",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _lenient = ValueOption.Switch("--lenient",
        "Accept a picture that decodes with warnings; the warnings stand in the result.").FromSettings(SettingTrust.UserOnly);

    private readonly Option<int?> _maxMegapixels = ValueOption.Whole("--max-megapixels",
        "Refuse larger pictures before decoding them (default 300).", 1, 2000).FromSettings(SettingTrust.UserOnly);

    private readonly Option<int?> _maxMemory = ValueOption.Whole("--max-memory",
        "Refuse pictures whose decoded pixels need more megabytes (default 512).", 1, 65536).FromSettings(SettingTrust.UserOnly);

    /// <summary>Refuses guides that are not points.</summary>
    public SourceOptions()
    {
        _proposals = new ProposalOptions(_mask);
        _guides.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => PointList.Parse(t) is null))
            {
                result.AddError($"--guide is '{text}'; it must be at least two points in pixels, such as \"0,210 640,205\".");
            }
        });
    }

    /// <summary>The option for a mask's file or expression.</summary>
    public Option<string?> Mask => _mask;

    /// <summary>Adds the options; <paramref name="withFillHints"/> for commands that run an engine, <paramref name="withMask"/> for those whose mask the user gives,
    /// <paramref name="withProposals"/> for those whose mask a network may find, <paramref name="isApplied"/> for those that use such a mask at once (null = those that run an engine).</summary>
    public void AddTo(Command command, bool withMask, bool withFillHints, bool withProposals = true, bool? isApplied = null)
    {
        command.Add(_images);
        if (withMask)
        {
            command.Add(_mask);
            command.Add(_polarity);
        }

        if (withMask && withProposals)
        {
            _proposals.AddTo(command, isApplied: isApplied ?? withFillHints);
        }

        if (withFillHints)
        {
            command.Add(_exclude);
            command.Add(_guides);
        }

        command.Add(_lenient);
        command.Add(_maxMegapixels);
        command.Add(_maxMemory);
    }

    /// <summary>Files, folders and patterns as the user wrote them, at least one.</summary>
    public IReadOnlyList<string> ReadInputs(ParseResult parsed) => parsed.GetRequiredValue(_images);

    /// <summary>What the user asked for, with the first input as the picture.</summary>
    public SourceArguments Read(ParseResult parsed) => new()
    {
        Image = parsed.GetRequiredValue(_images)[0],
        Mask = _proposals.ReadMask(parsed),
        IsAgreed = _proposals.IsAgreed(parsed),
        Polarity = parsed.GetValue(_polarity),
        Exclude = parsed.GetValue(_exclude),
        Guides = parsed.GetValue(_guides) ?? [],
        Lenient = parsed.GetValue(_lenient),
        MaxMegapixels = parsed.GetValue(_maxMegapixels),
        MaxMemoryMb = parsed.GetValue(_maxMemory),
    };
}
