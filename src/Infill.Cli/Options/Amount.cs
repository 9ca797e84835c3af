using System.Globalization;

namespace Infill.Cli.Options;

/// <summary>A length that the user may give in pixels or in percent of something that the option names.</summary>
/// <param name="Value">Pixels, or percent 0–100 and above.</param>
/// <param name="IsPercent">True if <paramref name="Value"/> is a percentage.</param>
internal readonly record struct Amount(double Value, bool IsPercent)
{
    /// <summary>Reads "4px", "4", "3%" or "2.5%"; pixels are whole.</summary>
    /// <returns>False for anything else, for NaN, infinities and negative numbers.</returns>
    public static bool TryParse(string text, out Amount amount)
    {
        bool isPercent = text.EndsWith('%');
        string number = isPercent ? text[..^1] : text.EndsWith("px", StringComparison.Ordinal) ? text[..^2] : text;
        bool isNumber = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        amount = new Amount(value, isPercent);
        return isNumber && double.IsFinite(value) && (isPercent || value == Math.Truncate(value));
    }

    /// <summary>Whole pixels, percentages taken of <paramref name="wholePx"/> and rounded to the nearest.</summary>
    public int ToPixels(int wholePx) => (int)Math.Min(int.MaxValue, IsPercent ? Math.Round(Value / 100 * wholePx) : Value);

    /// <summary>"4px" or "3%", as it is read.</summary>
    public override string ToString() =>
        Value.ToString(CultureInfo.InvariantCulture) + (IsPercent ? "%" : "px");
}
