using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Moves a coarse mask to the edges of its picture, soft where they are soft: hair, fur, blur.</summary>
/// <remarks>Within half a radius of its edges a mask is unknown. In every square of 2r + 1 pixels it is fitted, where it is known, as a linear
/// function of the picture's samples, a·I + b, and an unknown pixel takes the mean of the fits that cover it: between the colours of the two sides it
/// is soft. Where colours do not explain the mask, the fit explains little of its variance, and the coarse mask stays in that measure:
/// <c>out = p + e² · (a·I + b − p)</c>, e = explained variance ÷ variance.
/// Sources: He, Sun, Tang, "Guided Image Filtering", TPAMI 35 (2013), and "Fast Guided Filter" (2015) for fits on a reduced grid; Levin, Lischinski,
/// Weiss, "A Closed-Form Solution to Natural Image Matting", TPAMI 30 (2008), for the linear model and what is known.</remarks>
public static class EdgeRefine
{
    /// <summary>Largest radius in pixels.</summary>
    public const int MaxRadiusPx = 256;

    /// <summary>Refines a mask along its edges.</summary>
    /// <param name="coarse">Values 0…1, right but for its edges; not modified.</param>
    /// <param name="guide">Picture of the same size, any format; its samples are used as they are.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>New mask in 0…1. Equal to <paramref name="coarse"/> farther than a radius from its edges, and wherever the guide is flat.</returns>
    /// <exception cref="ArgumentException">Mask and picture differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static Mask Refine(Mask coarse, Image guide, EdgeRefineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(coarse);
        ArgumentNullException.ThrowIfNull(guide);
        options ??= new EdgeRefineOptions();
        RequireRanges(options);
        if (coarse.Size != guide.Size)
        {
            throw new ArgumentException($"Mask is {coarse.Size}, picture is {guide.Size}; both must have the same size.", nameof(guide));
        }

        PixelRect window = coarse.FindBounds().Inflate(2 * options.RadiusPx).Intersect(coarse.Size.Bounds);
        Mask refined = coarse.WithWindow(window);
        if (!window.IsEmpty)
        {
            GuideFit.Of(coarse, guide, window, (options.RadiusPx, (float)options.Epsilon)).Apply(refined, guide);
        }

        return refined.WithWindow(refined.FindBounds());
    }

    private static void RequireRanges(EdgeRefineOptions options)
    {
        if (options.RadiusPx is < 2 or > MaxRadiusPx)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"RadiusPx is {options.RadiusPx}, must be 2 to {MaxRadiusPx}.");
        }

        if (options.Epsilon is not (>= 1e-6 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"Epsilon is {options.Epsilon}, must be 0.000001 to 1.");
        }
    }
}
