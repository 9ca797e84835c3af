namespace Infill.Bench.Cases;

/// <summary>One hole in one photo; coordinates are pixels of the photo scaled to at most <see cref="MaxWidth"/> columns.</summary>
internal sealed record HoleCase
{
    /// <summary>Wider photos are scaled down to this width.</summary>
    public const int MaxWidth = 1280;

    /// <summary>"tune" (may lead the engine's parameters), "report" (may not) or "speed".</summary>
    public required string Set { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of a <see cref="PhotoSource"/>.</summary>
    public required string Source { get; init; }

    /// <summary>File under the source's root.</summary>
    public required string Photo { get; init; }

    public required int X { get; init; }

    public required int Y { get; init; }

    /// <summary>Mean radius of the blob.</summary>
    public required int Radius { get; init; }

    /// <summary>Seed of the blob's outline.</summary>
    public required int Seed { get; init; }

    /// <summary>True where the surroundings determine the content: only there PSNR and SSIM judge.</summary>
    public required bool Unique { get; init; }

    /// <summary>What the hole covers.</summary>
    public required string Why { get; init; }
}
