using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>The rectangle around one shadow, ready to be measured and relit.</summary>
/// <param name="Window">Where it lies in the picture.</param>
/// <param name="Srgb">Its colours, sRGB 0…1, three or four channels.</param>
/// <param name="Light">ln of linear light of red, green, blue and luminance.</param>
/// <param name="IsGround">False on what must stay, beside it, and in other shadows.</param>
/// <param name="IsKept">True on what must stay.</param>
internal sealed record RelitGround(PixelRect Window, FloatImage Srgb, FloatImage Light, bool[] IsGround, bool[] IsKept);
