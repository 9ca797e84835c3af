namespace Infill.Server.Security;

/// <summary>Who asks.</summary>
/// <param name="Owner">Name that jobs and pictures are bound to.</param>
/// <param name="MayWrite">False if it may only read.</param>
internal sealed record Caller(string Owner, bool MayWrite)
{
    /// <summary>The one user of a server without keys.</summary>
    public static Caller Local { get; } = new("local", MayWrite: true);
}
