using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Infill.Cli.Commands;

namespace Infill.Cli.Reports;

/// <summary>What the reports of all jobs begin with.</summary>
internal static class ReportHead
{
    /// <summary>The record to stdout with <c>--json</c>, as one line; warnings to stderr.</summary>
    public static void Write<T>(T record, JsonTypeInfo<T> type, IReadOnlyList<string> warnings, Voice voice)
    {
        if (voice.Talk.Json)
        {
            voice.Output.WriteLine(JsonSerializer.Serialize(record, type));
        }

        foreach (string warning in warnings)
        {
            voice.Say($"Warning: {warning}");
        }
    }
}
