using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Draws how deep a shadow is, from the distance to its outline.</summary>
internal static class ShadowDepth
{
    /// <summary>Signed distance to an outline in pixels: positive inside, negative outside.</summary>
    /// <param name="inside">The marked shadow.</param>
    /// <param name="isGround">False on objects: a shadow goes on below them, so their edge is no edge of the shadow.</param>
    /// <param name="size">Of both.</param>
    public static float[] Distance(bool[] inside, bool[] isGround, PixelSize size)
    {
        float[] toLit = ToFalse(inside.Select((value, i) => value || !isGround[i]), size);
        float[] toShadow = ToFalse(inside.Select(value => !value), size);
        return [.. inside.Select((value, i) => value ? toLit[i] - 0.5f : 0.5f - toShadow[i])];
    }

    /// <summary>Depth 0…1 of a shadow whose edge runs beside the outline.</summary>
    /// <param name="ground">Signed distance to the outline, and what is ground (1): elsewhere nothing is known, and the ground beside it counts.</param>
    /// <param name="size">Of both.</param>
    /// <param name="place">Distance at which the edge lies: positive is inside the outline.</param>
    /// <param name="sigma">Softness in pixels.</param>
    public static float[] Draw((float[] Distance, float[] IsGround) ground, PixelSize size, double place, double sigma)
    {
        float edge = (float)place - 0.5f;
        float[] hard = [.. ground.Distance.Select(value => Math.Clamp(value - edge, 0f, 1f))];
        return Gaussian.BlurKnown(hard, ground.IsGround, size, Math.Clamp(sigma, 0.4, Gaussian.MaxSigma));
    }

    // Pixels to the nearest false one; far where there is none.
    private static float[] ToFalse(IEnumerable<bool> values, PixelSize size)
    {
        var mask = new Mask(size);
        int i = 0;
        foreach (bool value in values)
        {
            mask.Values[i++] = value ? 1f : 0f;
        }

        return DistanceTransform.ToKept(mask);
    }
}
