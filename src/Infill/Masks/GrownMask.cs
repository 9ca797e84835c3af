using Infill.Imaging;

namespace Infill.Masks;

/// <summary>A grown mask and by how much each of its pixels' objects grew.</summary>
/// <param name="Mask">The user's values, raised to 1 within the growth of an object.</param>
/// <param name="GrowthPx">Per window pixel the growth of the object that it belongs to or was grown from; 0 for soft pixels of no object.</param>
/// <param name="LargestPx">Largest growth of all objects, 0 if there are none.</param>
internal sealed record GrownMask(Mask Mask, ushort[] GrowthPx, int LargestPx);
