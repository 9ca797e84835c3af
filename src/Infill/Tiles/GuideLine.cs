namespace Infill.Tiles;

/// <summary>A polyline along which a structure (a stem, a horizon, a kerb) continues through the hole.</summary>
/// <param name="Points">At least two points, in pixels; 0,0 is the top left corner of the top left pixel.</param>
public sealed record GuideLine(IReadOnlyList<(double X, double Y)> Points);
