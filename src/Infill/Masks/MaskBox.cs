namespace Infill.Masks;

/// <summary>A rectangle around the thing that is meant; its sides may run between pixels.</summary>
/// <param name="TopLeft">Corner in picture coordinates.</param>
/// <param name="BottomRight">The corner opposite, right of and below the first.</param>
public readonly record struct MaskBox(MaskPoint TopLeft, MaskPoint BottomRight);
