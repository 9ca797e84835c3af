using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Relights the pixels beside what stays: they are part object, part ground, and only the ground gets its light back.</summary>
/// <remarks>v = α·o + (1 − α)·s, o and s the object's and the shaded ground's colours nearby. The share α is where v lies between them, and the relit
/// pixel is v + (1 − α)·(g − s), g the relit ground nearby. Multiplied as a whole, a white object would get a glowing rim.</remarks>
internal static class MixedRim
{
    private const double ObjectSigma = 1.5;
    private const double GroundSigma = 2;

    // Where object and ground are of one colour, nothing tells the shares: half and half, over differences of about 10 of 255.
    private const float Alike = 0.0016f;

    /// <summary>Writes the rim into relit planes.</summary>
    /// <param name="ground">Before relighting.</param>
    /// <param name="relit">After it; the rim's pixels are replaced.</param>
    /// <param name="isRim">Pixels that are mixed; none of them is kept or ground.</param>
    public static void Relight(RelitGround ground, FloatImage relit, bool[] isRim)
    {
        if (!isRim.Contains(true))
        {
            return;
        }

        float[] isKept = [.. ground.IsKept.Select(value => value ? 1f : 0f)], isGround = [.. ground.IsGround.Select(value => value ? 1f : 0f)];
        PixelSize size = relit.Size;
        float[][] own = Means(ground.Srgb, isKept, ObjectSigma), shaded = Means(ground.Srgb, isGround, GroundSigma), lit = Means(relit, isGround, GroundSigma);
        float[] near = Gaussian.Blur(isGround, size, GroundSigma);
        for (int i = 0; i < isRim.Length; i++)
        {
            if (isRim[i] && near[i] > 1e-3f)
            {
                float share = ShareOf(ground.Srgb, own, shaded, i);
                for (int c = 0; c < 3; c++)
                {
                    relit.Plane(c)[i] = Math.Clamp(ground.Srgb.Plane(c)[i] + ((1 - share) * (lit[c][i] - shaded[c][i])), 0f, 1f);
                }
            }
        }
    }

    private static float ShareOf(FloatImage mixed, float[][] own, float[][] shaded, int i)
    {
        (float along, float length) = (Alike / 2, Alike);
        for (int c = 0; c < 3; c++)
        {
            float apart = own[c][i] - shaded[c][i];
            along += (mixed.Plane(c)[i] - shaded[c][i]) * apart;
            length += apart * apart;
        }

        return Math.Clamp(along / length, 0f, 1f);
    }

    private static float[][] Means(FloatImage image, float[] weights, double sigma) =>
        [.. Enumerable.Range(0, 3).Select(c => Gaussian.BlurKnown(image.Plane(c), weights, image.Size, sigma))];
}
