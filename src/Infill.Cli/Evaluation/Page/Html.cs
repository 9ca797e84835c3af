using System.Globalization;
using System.Net;
using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation.Page;

/// <summary>Text and numbers in HTML.</summary>
internal static class Html
{
    /// <summary>A stranger's text, safe in elements and in quoted attributes.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A cell with a number and the value that it sorts by.</summary>
    public static string Cell(double? value, string? css = null)
    {
        string sort = value is double v ? v.ToString("R", CultureInfo.InvariantCulture) : "";
        return $"<td data-v=\"{sort}\"{(css is null ? "" : $" class=\"{css}\"")}>{MetricText.Of(value)}</td>";
    }

    /// <summary>A cell with a mean and, smaller, its interval.</summary>
    public static string Cell(Interval? interval, string prefix = "", string? css = null) => interval is null
        ? "<td data-v=\"\">–</td>"
        : $"<td data-v=\"{interval.Mean.ToString("R", CultureInfo.InvariantCulture)}\"{(css is null ? "" : $" class=\"{css}\"")}>{prefix}{MetricText.Of(interval.Mean)}"
            + (interval.IsKnown ? $" <small>[{MetricText.Of(interval.Low)}, {MetricText.Of(interval.High)}]</small>" : "") + "</td>";

    /// <summary>A picture inside the page.</summary>
    public static string Data(byte[] jpeg) => $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}";
}
