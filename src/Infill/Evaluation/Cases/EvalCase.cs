namespace Infill.Evaluation.Cases;

/// <summary>One thing to fill, as data: <see cref="CaseMaker"/> makes its pictures.</summary>
/// <remarks>The mask comes from exactly one of <see cref="Mask"/>, <see cref="Hole"/> and <see cref="Placed"/>; the last two have a known truth.</remarks>
public sealed record EvalCase
{
    /// <summary>Unique name in its list; file names and comparisons go by it.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the picture.</summary>
    public required string Photo { get; init; }

    /// <summary>"tune", "report" or what else the list calls its parts; empty if it has none.</summary>
    public string Set { get; init; } = "";

    /// <summary>True where the surroundings determine the content, as its author judged: there PSNR and SSIM count.</summary>
    public bool Unique { get; init; }

    /// <summary>What the hole covers; may be empty.</summary>
    public string Why { get; init; } = "";

    /// <summary>Longest side in pixels to which photo, mask and truth are scaled down; 0 = as they are.</summary>
    public int MaxSide { get; init; }

    /// <summary>Hole to punch, in pixels of the scaled photo, or null.</summary>
    public HoleSpec? Hole { get; init; }

    /// <summary>Path of a mask file of the picture's size, white = fill, or null.</summary>
    public string? Mask { get; init; }

    /// <summary>Path of the true picture, of the photo's size, for cases with a mask file; null = unknown.</summary>
    public string? Truth { get; init; }

    /// <summary>Cut-out to place, in pixels of the scaled photo, or null.</summary>
    public ObjectSpec? Placed { get; init; }

    /// <summary>Why it cannot be run, if that is known already; it is listed, never left out in silence.</summary>
    public string? Problem { get; init; }
}
