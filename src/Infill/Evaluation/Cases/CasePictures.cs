using Infill.Imaging;

namespace Infill.Evaluation.Cases;

/// <summary>The pictures of one case, 8-bit sRGB without alpha: what every engine gets, and what it is held against.</summary>
public sealed record CasePictures
{
    /// <summary>What engines get; nobody sees the truth. Punched holes are magenta.</summary>
    public required Image Input { get; init; }

    /// <summary>What is to be filled.</summary>
    public required Mask Mask { get; init; }

    /// <summary>What was there, or null if nobody knows.</summary>
    public Image? Truth { get; init; }

    /// <summary>SHA-256 over input, mask and truth: two runs with equal hashes asked the same.</summary>
    public required string Hash { get; init; }
}
