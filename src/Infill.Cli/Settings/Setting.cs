using System.CommandLine;
using System.Text.RegularExpressions;
using Infill.Cli.Options;

namespace Infill.Cli.Settings;

/// <summary>An option that may come from settings.</summary>
/// <param name="Option">The option with its range, words and help.</param>
/// <param name="Trust">Who may set it.</param>
internal sealed partial record Setting(Option Option, SettingTrust Trust)
{
    /// <summary>What every variable starts with.</summary>
    public const string VariablePrefix = "INFILL_";

    /// <summary>Its key in infill.json: the option's name without dashes in front, "max-megapixels".</summary>
    public string Name => Option.Name.TrimStart('-');

    /// <summary>Its variable: "INFILL_MAX_MEGAPIXELS".</summary>
    public string Variable => VariablePrefix + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>How infill.json holds it.</summary>
    public SettingKind Kind =>
        Option.ValueType == typeof(bool) ? SettingKind.Switch
        : Option.ValueType == typeof(int?) || Option.ValueType == typeof(double?) ? SettingKind.Number
        : Option.ValueType == typeof(Amount?) ? SettingKind.Length
        : SettingKind.Text;

    /// <summary>What holds if nobody sets it, in the words of the option's help.</summary>
    public string Default => Kind == SettingKind.Switch
        ? "false"
        : DefaultInHelp().Match(Option.Description ?? "") is { Success: true } match ? match.Groups[1].Value : "none";

    /// <summary>The option with this value as one argument; the equals sign keeps a value with a dash in front from being an option.</summary>
    public string ToArgument(string value) => $"{Option.Name}={value}";

    /// <summary>Why the option does not take this value, in the words it would use on the command line; null if it does.</summary>
    public string? FindProblem(string value)
    {
        if (value.Any(char.IsControl))
        {
            return $"{Option.Name} holds a control character.";
        }

        if (Kind == SettingKind.Switch && value is not ("true" or "false"))
        {
            return $"{Option.Name} is '{Jobs.Shell.Shorten(value)}'; it must be true or false (1 or 0 in a variable).";
        }

        ParseResult alone = new Command("check") { Option }.Parse([ToArgument(value)]);
        return alone.Errors.Count == 0 ? null : alone.Errors[0].Message;
    }

    [GeneratedRegex(@"\(default:? ([^;)]+)")]
    private static partial Regex DefaultInHelp();
}
