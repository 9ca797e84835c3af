using Infill.Imaging;

namespace Infill.Masks;

/// <summary>What the mask stage gives: one mask for the engine, one for the eye.</summary>
/// <param name="Denoise">Where the engine generates, soft values kept; grown, not feathered.</param>
/// <param name="Composite">How much of the generated pixel is shown; nowhere above <paramref name="Denoise"/>'s support, exactly 0 where the picture is kept.</param>
/// <param name="GrownPx">Largest growth that was applied to an object, in pixels.</param>
/// <param name="FeatherPx">Width of the fade, in pixels.</param>
public sealed record PreparedMask(Mask Denoise, Mask Composite, int GrownPx, int FeatherPx);
