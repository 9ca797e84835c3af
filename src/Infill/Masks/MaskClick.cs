namespace Infill.Masks;

/// <summary>A point that a user says lies on, or off, the thing that is meant.</summary>
/// <param name="Point">In picture coordinates; must lie in the picture.</param>
/// <param name="IsInside">True (default): the thing is here. False: it is not, the mask shall stop before.</param>
public readonly record struct MaskClick(MaskPoint Point, bool IsInside = true);
