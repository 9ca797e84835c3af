namespace Infill;

/// <summary>The exact-keep proof of one job: what happened to pixels that the composite mask keeps.</summary>
/// <param name="KeptPixels">Pixels where the composite mask is exactly 0.</param>
/// <param name="ChangedPixels">Kept pixels with any sample that differs from the input; a job where this is not 0 fails.</param>
/// <param name="MaxDifference">Largest difference of a kept sample, in units of the picture's own bit depth.</param>
public sealed record KeepProof(long KeptPixels, long ChangedPixels, int MaxDifference)
{
    /// <summary>True if no kept pixel changed.</summary>
    public bool Holds => ChangedPixels == 0 && MaxDifference == 0;
}
