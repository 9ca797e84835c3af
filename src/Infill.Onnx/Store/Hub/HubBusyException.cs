namespace Infill.Onnx.Store.Hub;

/// <summary>A hub that answers, but not now: too many requests (429), or a failure of its own (5xx).</summary>
/// <param name="message">Who answered what.</param>
/// <param name="retryAfter">The wait that it asks for, or null.</param>
internal sealed class HubBusyException(string message, TimeSpan? retryAfter) : Exception(message)
{
    /// <summary>The wait that the hub asks for (Retry-After); null if it names none.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
