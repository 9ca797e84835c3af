using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>The logarithm of linear light, in which a shadow is a difference.</summary>
internal static class LogLight
{
    /// <summary>ln(linear light + floor) of red, green and blue, and of luminance (Rec. 709) as the fourth plane.</summary>
    /// <param name="srgb">Three planes or more of sRGB, 0…1; further ones are not looked at. Not modified.</param>
    /// <param name="floor">Share of white below which there is only noise, above 0: the logarithm must not blow it up.</param>
    public static FloatImage Of(FloatImage srgb, float floor)
    {
        var log = new FloatImage(4, srgb.Size);
        for (int i = 0; i < srgb.Size.Area; i++)
        {
            (float red, float green, float blue) = (SrgbCurve.Decode(srgb.Plane(0)[i]), SrgbCurve.Decode(srgb.Plane(1)[i]), SrgbCurve.Decode(srgb.Plane(2)[i]));
            log.Plane(0)[i] = MathF.Log(red + floor);
            log.Plane(1)[i] = MathF.Log(green + floor);
            log.Plane(2)[i] = MathF.Log(blue + floor);
            log.Plane(3)[i] = MathF.Log((0.2126f * red) + (0.7152f * green) + (0.0722f * blue) + floor);
        }

        return log;
    }
}
