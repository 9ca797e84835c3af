using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infill.Cli.Reports;

/// <summary>An enum as a camelCase word; numbers are refused, as their meaning would hang on the order of members.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class EnumWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
