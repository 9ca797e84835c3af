namespace Infill.Masks.Reflections;

/// <summary>The line that an object is mirrored at, where it touches smooth ground.</summary>
/// <remarks>Ground at (x, y) shows the object's point (x, r − (y − r)/q), with r = Row + Tilt·(x − centre): a level mirror seen by a level camera,
/// which sees the mirrored object from further below and so squeezed.</remarks>
/// <param name="Row">Row of the line at the object's centre, in pixels of the view.</param>
/// <param name="Tilt">Rows that it falls per column to the right.</param>
/// <param name="Squeeze">Height of the mirrored object over that of the object, above 0.</param>
internal readonly record struct MirrorLine(double Row, double Tilt, double Squeeze)
{
    /// <summary>Row of the line at a column.</summary>
    /// <param name="fromCentre">Columns to the right of the object's centre.</param>
    public double At(double fromCentre) => Row + (Tilt * fromCentre);

    /// <summary>The row of the object that ground shows.</summary>
    /// <param name="fromCentre">Columns to the right of the object's centre.</param>
    /// <param name="row">Row of the ground, below the line.</param>
    public double Source(double fromCentre, double row) => At(fromCentre) - ((row - At(fromCentre)) / Squeeze);
}
