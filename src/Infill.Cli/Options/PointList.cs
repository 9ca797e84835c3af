using System.Globalization;

namespace Infill.Cli.Options;

/// <summary>Points in picture pixels, as <c>--guide</c> takes them.</summary>
internal static class PointList
{
    /// <summary>Reads "x,y x,y …" with at least two points; null if the text is anything else.</summary>
    public static IReadOnlyList<(double X, double Y)>? Parse(string text)
    {
        List<(double X, double Y)> points = [];
        foreach (string pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split(',');
            if (parts.Length != 2 || !TryNumber(parts[0], out double x) || !TryNumber(parts[1], out double y))
            {
                return null;
            }

            points.Add((x, y));
        }

        return points.Count >= 2 ? points : null;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);
}
