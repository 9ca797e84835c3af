namespace Infill.Server.Security;

/// <summary>Who asks.</summary>
/// <param name="Owner">Name that jobs and pictures are bound to.</param>
/// <param name="Scope">What it may do.</param>
internal sealed record Caller(string Owner, KeyScope Scope)
{
    /// <summary>The one user of a server without keys.</summary>
    public static Caller Local { get; } = new("local", KeyScope.All);
}
