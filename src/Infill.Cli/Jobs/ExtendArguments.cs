using Infill.Cli.Options;

namespace Infill.Cli.Jobs;

/// <summary>How far each side grows; either sides or a ratio.</summary>
internal sealed record ExtendArguments
{
    /// <summary>Left, in pixels or percent of the width.</summary>
    public Amount Left { get; init; }

    /// <summary>Right, in pixels or percent of the width.</summary>
    public Amount Right { get; init; }

    /// <summary>Top, in pixels or percent of the height.</summary>
    public Amount Top { get; init; }

    /// <summary>Bottom, in pixels or percent of the height.</summary>
    public Amount Bottom { get; init; }

    /// <summary>Ratio to reach, or null for sides.</summary>
    public AspectRatio? Ratio { get; init; }
}
