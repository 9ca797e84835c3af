namespace Infill.Cli.Reports;

/// <summary>One connected part of a mask, in picture pixels.</summary>
/// <param name="X">Left column.</param>
/// <param name="Y">Top row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Pixels above 0 in it.</param>
internal sealed record RegionRecord(int X, int Y, int Width, int Height, long Pixels);
