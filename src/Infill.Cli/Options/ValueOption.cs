using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Infill.Cli.Options;

/// <summary>Options whose values are checked while parsing, so that an error names the option, the value and what is allowed.</summary>
internal static class ValueOption
{
    /// <summary>A whole number in a closed range; null if the option is not given.</summary>
    public static Option<int?> Whole(string name, string description, int min, int max) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max)
            {
                return value;
            }

            result.AddError($"{name} is '{text}'; it must be a whole number from {min} to {max}.");
            return null;
        },
    };

    /// <summary>A number in a closed range; null if the option is not given.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">Help.</param>
    /// <param name="min">Least value; the smallest number above 0 stands for "above 0".</param>
    /// <param name="max">Largest value.</param>
    public static Option<double?> Number(string name, string description, double min, double max) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= min && value <= max)
            {
                return value;
            }

            string least = min == double.Epsilon ? "above 0" : string.Create(CultureInfo.InvariantCulture, $"from {min}");
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a number {least} to {max}."));
            return null;
        },
    };

    /// <summary>Pixels or percent up to a largest value of each; null if the option is not given.</summary>
    public static Option<Amount?> Length(string name, string description, int maxPx, double maxPercent) => new(name)
    {
        Description = description,
        HelpName = "Npx|N%",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Amount.TryParse(text, out Amount amount) && amount.Value <= (amount.IsPercent ? maxPercent : maxPx))
            {
                return amount;
            }

            result.AddError($"{name} is '{text}'; it must be whole pixels (0px to {maxPx}px) or a percentage (0% to {maxPercent}%).");
            return null;
        },
    };

    /// <summary>A text, or null if the option is not given; an empty text is refused.</summary>
    public static Option<string?> Text(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => RequireText(result, name, result.Tokens[0].Value),
    };

    /// <summary>One word of a fixed list, or null if the option is not given.</summary>
    public static Option<string?> Word(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (words.Contains(text, StringComparer.Ordinal))
            {
                return text;
            }

            result.AddError($"{name} is '{text}'; it must be one of: {string.Join(", ", words)}.");
            return null;
        };
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An on/off switch.</summary>
    public static Option<bool> Switch(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    private static string? RequireText(ArgumentResult result, string name, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        result.AddError($"{name} is empty; it needs a value.");
        return null;
    }
}
