using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infill.Quality.Refining;

/// <summary>An enum of a plan file as a camelCase word; numbers are refused, as their meaning would hang on the order of members.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class RefinementWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
