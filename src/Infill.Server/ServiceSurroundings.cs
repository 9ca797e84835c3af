namespace Infill.Server;

/// <summary>What comes in from outside.</summary>
/// <param name="Time">Clock.</param>
/// <param name="Log">Gets one line per fault.</param>
internal sealed record ServiceSurroundings(TimeProvider Time, Action<string> Log);
