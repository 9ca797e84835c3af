namespace Infill.Quality;

/// <summary>How a fill may be handed on.</summary>
public enum VerdictStatus
{
    /// <summary>Nothing that the gate knows of is wrong.</summary>
    Completed,

    /// <summary>The fill stands, but someone should look at it.</summary>
    Degraded,

    /// <summary>A kept pixel changed, or a policy forbids the fill: it must not be handed on.</summary>
    Blocked,
}
