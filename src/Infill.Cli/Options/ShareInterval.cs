using System.Globalization;

namespace Infill.Cli.Options;

/// <summary>A part of a run as it is typed: "0.2..0.8".</summary>
internal static class ShareInterval
{
    private const string Dots = "..";

    /// <summary>Both ends, rising within 0 to 1; null for anything else.</summary>
    public static (double Begin, double End)? Parse(string text) =>
        text.Split(Dots) is [string first, string second]
        && double.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double begin)
        && double.TryParse(second, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double end)
        && begin >= 0 && begin <= end && end <= 1
            ? (begin, end)
            : null;
}
