using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infill.Server.Api;

/// <summary>An enum as a snake_case word; numbers are refused, as their meaning would hang on the order of members.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class SnakeWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
