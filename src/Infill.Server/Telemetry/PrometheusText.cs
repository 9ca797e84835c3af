using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Infill.Server.Telemetry;

/// <summary>Metrics as Prometheus reads them.</summary>
/// <remarks>Source: Prometheus text exposition format 0.0.4; names after OpenTelemetry's rules for Prometheus: dots become underscores, units and "_total" are added.</remarks>
internal static class PrometheusText
{
    /// <summary>Media type.</summary>
    public const string Media = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The name of an instrument.</summary>
    public static string NameOf(Instrument instrument)
    {
        string unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return instrument.Name.Replace('.', '_') + unit + (IsCounter(instrument) ? "_total" : "");
    }

    /// <summary>Labels in their order, as they stand between the braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            string value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
            text.Append(text.Length > 0 ? "," : "").Append(tag.Key.Replace('.', '_')).Append("=\"")
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }

        return text.ToString();
    }

    /// <summary>Everything on the board.</summary>
    public static string Write(MetricBoard board)
    {
        var text = new StringBuilder();
        foreach ((Instrument instrument, IReadOnlyList<(string Labels, MetricSeries Series)> all) in board.Read())
        {
            string name = NameOf(instrument);
            IReadOnlyList<double> bounds = MetricBoard.BoundsOf(instrument);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description}\n# TYPE {name} {(bounds.Count > 0 ? "histogram" : IsCounter(instrument) ? "counter" : "gauge")}\n");
            foreach ((string labels, MetricSeries series) in all)
            {
                (double value, long[] upTo) = series.Read();
                if (bounds.Count == 0)
                {
                    Line(text, name, labels, value);
                    continue;
                }

                string more = labels.Length > 0 ? labels + "," : "";
                for (int i = 0; i < upTo.Length; i++)
                {
                    string bound = i < bounds.Count ? bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    Line(text, name + "_bucket", $"{more}le=\"{bound}\"", upTo[i]);
                }

                Line(text, name + "_sum", labels, value);
                Line(text, name + "_count", labels, upTo[^1]);
            }
        }

        return text.ToString();
    }

    private static bool IsCounter(Instrument instrument) => instrument is Counter<long>;

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}\n");
}
