namespace Infill.Cli.Jobs;

/// <summary>How the shadow to take away is found.</summary>
internal sealed record UnshadowArguments
{
    /// <summary>True looks for it; else the mask says where it is.</summary>
    public bool Auto { get; init; }

    /// <summary>Mask of what throws it, as a path or an expression, or null.</summary>
    public string? Object { get; init; }
}
