using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>Seamless cloning: the fill's gradients under the original's border values.</summary>
/// <remarks>Pérez, Gangnet &amp; Blake, "Poisson Image Editing", SIGGRAPH 2003. Solved for the difference to the fill, as in Georgiev 2004 and
/// Farbman et al. 2009: <c>u = g + e</c> with Δe = 0 in the hole and e as <see cref="SeamMismatch"/> asks at the seam; no link, hence Neumann, at the tile's border.
/// Alpha is not corrected.</remarks>
internal static class PoissonBlend
{
    /// <summary>The fill with the correction added inside the hole, within 0…1.</summary>
    internal static FloatImage Correct(BlendWindow window, SeamMismatch mismatch)
    {
        FloatImage corrected = window.Generated.Clone();
        var solver = new PoissonSolver(window.Size, window.Hole, mismatch.Anchor);
        Parallel.For(0, BlendWindow.ColorPlanes, c =>
        {
            float[] correction = solver.Solve(mismatch.Force[c], CancellationToken.None);
            AddInHole(window, corrected.Plane(c), correction);
        });
        return corrected;
    }

    /// <summary>Adds a correction to one plane where the hole is and the correction is not 0; the sum is clipped to 0…1.</summary>
    internal static void AddInHole(BlendWindow window, Span<float> plane, ReadOnlySpan<float> correction)
    {
        for (int i = 0; i < plane.Length; i++)
        {
            if (window.Hole[i] && correction[i] != 0)
            {
                plane[i] = Math.Clamp(plane[i] + correction[i], 0, 1);
            }
        }
    }
}
