using Infill.Imaging;

namespace Infill.Cli.Reports;

/// <summary>A rectangle in picture pixels.</summary>
/// <param name="X">Left column.</param>
/// <param name="Y">Top row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal sealed record AreaRecord(int X, int Y, int Width, int Height)
{
    /// <summary>The record of a rectangle, or null of none.</summary>
    public static AreaRecord? Of(PixelRect? rect) => rect is PixelRect known ? new AreaRecord(known.X, known.Y, known.Width, known.Height) : null;
}
