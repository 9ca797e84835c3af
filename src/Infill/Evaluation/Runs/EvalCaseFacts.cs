using Infill.Imaging;

namespace Infill.Evaluation.Runs;

/// <summary>One case as it was run.</summary>
public sealed record EvalCaseFacts
{
    /// <summary>Surroundings with less mean squared gradient of L* than this are soft: sky, walls, what is out of focus.</summary>
    public const double SoftBelow = 2;

    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the photo.</summary>
    public required string Photo { get; init; }

    /// <summary>Part of the list, or empty.</summary>
    public string Set { get; init; } = "";

    /// <summary>True where the list's author says that the surroundings determine the content.</summary>
    public bool Unique { get; init; }

    /// <summary>What the hole covers, or empty.</summary>
    public string Why { get; init; } = "";

    /// <summary>Why it was not run, or null; everything below is empty then.</summary>
    public string? Skipped { get; init; }

    /// <summary>SHA-256 over input, mask and truth.</summary>
    public string Hash { get; init; } = "";

    /// <summary>True if the truth is known.</summary>
    public bool HasTruth { get; init; }

    /// <summary>Columns of the picture as run.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the picture as run.</summary>
    public int Height { get; init; }

    /// <summary>Tight bounds of the hole.</summary>
    public PixelRect HoleBounds { get; init; }

    /// <summary>Pixels to fill.</summary>
    public long HolePixels { get; init; }

    /// <summary>Mean squared gradient of L* in the 40 px around the hole, or null if there is nothing around it.</summary>
    public double? RingGradient { get; init; }

    /// <summary>True if the surroundings are soft.</summary>
    public bool IsSoft() => RingGradient < SoftBelow;

    /// <summary>True if PSNR and SSIM may judge: the content is unique, or soft all around.</summary>
    public bool IsDetermined() => Unique || IsSoft();
}
