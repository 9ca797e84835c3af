using System.CommandLine;
using Infill.Cli.Jobs;

namespace Infill.Cli.Options;

/// <summary>Where the shadow is that shall go.</summary>
internal sealed class UnshadowOptions
{
    /// <summary>The option that takes the place of a mask.</summary>
    public const string AutoName = "--auto";

    private readonly Option<bool> _auto = ValueOption.Switch(AutoName,
        "Look for the shadow instead of --mask: that of --object, else any in the picture that stands out.");

    private readonly Option<string?> _object = ValueOption.Text("--object", "MASK",
        "What throws the shadow, as --mask is written: it stays as it is, and is no lit ground.");

    /// <summary>Adds the options and what they demand of each other.</summary>
    public void AddTo(Command command)
    {
        command.Add(_auto);
        command.Add(_object);
        command.Validators.Add(result =>
        {
            bool hasMask = result.GetResult("--mask") is not null;
            if (hasMask == result.GetValue(_auto))
            {
                result.AddError(hasMask
                    ? "unshadow takes either --mask or --auto: --mask says where the shadow is, --auto looks for it."
                    : "unshadow needs --mask (where the shadow is, roughly) or --auto (look for it).");
            }
        });
    }

    /// <summary>What the user asked for.</summary>
    public UnshadowArguments Read(ParseResult parsed) => new() { Auto = parsed.GetValue(_auto), Object = parsed.GetValue(_object) };
}
