namespace Infill.Imaging;

/// <summary>Neighbouring pixels of one row: X ≤ x &lt; X + Length. A list of runs is a set of pixels that costs its outline, not its area.</summary>
/// <param name="X">First column, in picture coordinates.</param>
/// <param name="Y">Row, in picture coordinates.</param>
/// <param name="Length">Pixels, at least 1.</param>
public readonly record struct PixelRun(int X, int Y, int Length)
{
    /// <summary>First column after the run.</summary>
    public int Right => X + Length;
}
