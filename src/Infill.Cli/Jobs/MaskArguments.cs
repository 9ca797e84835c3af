using Infill.Cli.Options;

namespace Infill.Cli.Jobs;

/// <summary>Options of the mask stage; null = the workflow's default.</summary>
internal sealed record MaskArguments
{
    /// <summary>Growth in pixels, or in percent of each object's size.</summary>
    public Amount? Grow { get; init; }

    /// <summary>Fade in pixels.</summary>
    public int? FeatherPx { get; init; }

    /// <summary>Largest kept island to fill, in pixels.</summary>
    public int? FillHolesPx { get; init; }

    /// <summary>Smallest part to keep, in pixels.</summary>
    public int? DropSpecksPx { get; init; }

    /// <summary>True grows each object over the shadow that it casts and its reflection.</summary>
    public bool WithShadow { get; init; }

    /// <summary>True if the user asked for any preparation; the shadow is looked for before it.</summary>
    public bool Any() => this != new MaskArguments { WithShadow = WithShadow };
}
