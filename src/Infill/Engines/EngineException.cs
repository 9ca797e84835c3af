namespace Infill.Engines;

/// <summary>An engine could not fill a tile; the message says why and what to do.</summary>
public sealed class EngineException : Exception
{
    /// <summary>A failure with the engine's own words.</summary>
    public EngineException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
