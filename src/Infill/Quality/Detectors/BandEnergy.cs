using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>Local energy of lightness in three bands, about 2, 5 and 12 pixels wide.</summary>
internal sealed class BandEnergy
{
    private const double Pool = 3;

    private BandEnergy(float[] fine, float[] mid, float[] coarse)
    {
        (Fine, Mid, Coarse) = (fine, mid, coarse);
    }

    /// <summary>Grain, hairs, sharp edges.</summary>
    public float[] Fine { get; }

    /// <summary>Texture.</summary>
    public float[] Mid { get; }

    /// <summary>Things and shading.</summary>
    public float[] Coarse { get; }

    /// <summary>Measures a view.</summary>
    public static BandEnergy Of(FillView view)
    {
        // The first is blurred in all planes for others already; of the wider ones nobody needs the colours.
        ReadOnlySpan<float> one = view.Blurred(0.8).Plane(0), two = view.BlurredLightness(2.2), three = view.BlurredLightness(6);
        return new BandEnergy(Square(view, view.Lab.Plane(0), one), Square(view, one, two), Square(view, two, three));
    }

    private static float[] Square(FillView view, ReadOnlySpan<float> sharp, ReadOnlySpan<float> soft)
    {
        float[] square = new float[sharp.Length];
        for (int i = 0; i < square.Length; i++)
        {
            float difference = sharp[i] - soft[i];
            square[i] = difference * difference;
        }

        return Gaussian.Blur(square, view.Lab.Size, Pool);
    }
}
