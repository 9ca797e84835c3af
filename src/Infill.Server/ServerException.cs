namespace Infill.Server;

/// <summary>The server cannot be started or go on as it was asked to; the message says what was wrong, got, allowed, and what to do.</summary>
internal sealed class ServerException(string message, Exception? inner = null) : Exception(message, inner);
