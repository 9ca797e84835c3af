using Infill.Imaging;

namespace Infill.Workflows.Products;

/// <summary>Multiplies light.</summary>
internal static class ShadowPaint
{
    /// <summary>Multiplies the linear light in a rectangle.</summary>
    /// <param name="ground">sRGB, at least 3 channels; changed in place.</param>
    /// <param name="window">Where; inside the ground.</param>
    /// <param name="left">Share of light that is left, 0…1, by channel and place in the window.</param>
    public static void Multiply(FloatImage ground, PixelRect window, Func<int, int, float> left)
    {
        for (int c = 0; c < 3; c++)
        {
            for (int i = 0; i < window.Area; i++)
            {
                float share = Math.Clamp(left(c, i), 0f, 1f);
                if (share < 1)
                {
                    ref float value = ref ground.Row(c, window.Y + (i / window.Width))[window.X + (i % window.Width)];
                    value = Math.Clamp(SrgbCurve.Encode(share * SrgbCurve.Decode(value)), 0f, 1f);
                }
            }
        }
    }
}
