namespace Infill.Server.Jobs;

/// <summary>How far each side grows, in pixels, or the ratio to reach; either sides or a ratio.</summary>
internal sealed record ExtendSpec
{
    /// <summary>Pixels at the left, 0 or more.</summary>
    public int Left { get; init; }

    /// <summary>Pixels at the top, 0 or more.</summary>
    public int Top { get; init; }

    /// <summary>Pixels at the right, 0 or more.</summary>
    public int Right { get; init; }

    /// <summary>Pixels at the bottom, 0 or more.</summary>
    public int Bottom { get; init; }

    /// <summary>Width of the ratio to reach, or null for sides.</summary>
    public int? RatioWidth { get; init; }

    /// <summary>Height of the ratio to reach, or null for sides.</summary>
    public int? RatioHeight { get; init; }
}
