using Infill.Imaging;

namespace Infill.Masks;

/// <summary>Finds the connected parts of a mask.</summary>
public static class MaskComponents
{
    /// <summary>The 8-connected parts of all pixels above 0, in reading order of their first pixel; empty for an empty mask.</summary>
    /// <remarks>Runs of neighbouring pixels are joined row by row (union-find), so memory grows with the parts' outlines:
    /// two specks in opposite corners of a large window cost two runs. Time grows with the window.</remarks>
    public static IReadOnlyList<MaskComponent> Find(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return ComponentRuns.OfFilled(mask).Parts;
    }
}
