using Infill.Imaging;
using Infill.Masks.CastShadows;

namespace Infill.Masks.Reflections;

/// <summary>An object and the ground below it, parted into the scales at which a mirrored object can be told.</summary>
/// <remarks>Smooth ground adds a share of the mirrored object: ground + share·α·(object − ground). Both sides are looked at in two bands, each the
/// difference of two blurs: fine detail for polished ground, coarse shapes for ground that blurs what it mirrors.</remarks>
internal sealed class ReflectionView
{
    private const int LanesPerBand = 4;
    private const int Lanes = 8;

    // σ over the object's longer side, of the blurs between which a band lies.
    private static readonly (double Fine, double Coarse)[] Scales = [(0.008, 0.04), (0.03, 0.16)];

    private ReflectionView(ShadowView shadow)
    {
        Shadow = shadow;
        Ground = new float[shadow.Log.Size.Area * Lanes];
        Thing = new float[shadow.Log.Size.Area * Lanes];
        Seen = new bool[shadow.Log.Size.Area];
    }

    /// <summary>The view that this was made from.</summary>
    public ShadowView Shadow { get; }

    /// <summary>Tight bounds of the object.</summary>
    public PixelRect Object => Shadow.Object;

    /// <summary>Size of the view.</summary>
    public PixelSize Size => Shadow.Log.Size;

    /// <summary>True where the ground is seen, false on the object and its mixed edge.</summary>
    public bool[] Seen { get; }

    /// <summary>The ground: per pixel red, green, blue and 0 of the fine band, and the same of the coarse one; 0 on the object.</summary>
    public float[] Ground { get; }

    /// <summary>The object in the same order, as it stands out from ground of the usual colour; 0 far from it.</summary>
    public float[] Thing { get; }

    /// <summary>Columns from the object's centre to the centre of a pixel.</summary>
    public double FromCentre(int x) => x + 0.5 - Object.X - (Object.Width / 2.0);

    /// <summary>Pixels per independent sample of a band.</summary>
    public double Grain(int band)
    {
        double sigma = Scales[band].Coarse * Math.Max(Object.Width, Object.Height) / 2;
        return Math.Max(1, 2 * Math.PI * sigma * sigma);
    }

    /// <summary>The bands of a view.</summary>
    public static ReflectionView Of(ShadowView shadow)
    {
        var view = new ReflectionView(shadow);
        PixelSize size = view.Size;
        float[] weights = new float[size.Area];
        for (int i = 0; i < weights.Length; i++)
        {
            view.Seen[i] = shadow.Taken[i % size.Width, i / size.Width] == 0;
            weights[i] = view.Seen[i] ? 1f : 0f;
        }

        int side = Math.Max(view.Object.Width, view.Object.Height);
        FloatImage srgb = shadow.ToSrgb(size.Bounds);
        for (int lane = 0; lane < Lanes; lane++)
        {
            (int band, int color) = (lane / LanesPerBand, lane % LanesPerBand);
            if (color < srgb.Channels)
            {
                (double fine, double coarse) = (Scales[band].Fine * side, Scales[band].Coarse * side);
                float[] stands = view.StandsOut(srgb.Plane(color));
                Fill(view.Thing, lane, Gaussian.Blur(stands, size, fine), Gaussian.Blur(stands, size, coarse), _ => true);
                Fill(view.Ground, lane, Gaussian.BlurKnown(srgb.Plane(color), weights, size, fine), Gaussian.BlurKnown(srgb.Plane(color), weights, size, coarse), i => view.Seen[i]);
            }
        }

        return view;
    }

    private static void Fill(float[] values, int lane, float[] fine, float[] coarse, Func<int, bool> counts)
    {
        for (int i = 0; i < fine.Length; i++)
        {
            values[(i * Lanes) + lane] = counts(i) ? fine[i] - coarse[i] : 0f;
        }
    }

    // α·(object − usual ground).
    private float[] StandsOut(ReadOnlySpan<float> plane)
    {
        float usual = UsualGround(plane);
        float[] stands = new float[plane.Length];
        for (int i = 0; i < stands.Length; i++)
        {
            stands[i] = Math.Clamp(Shadow.Silhouette[i % Size.Width, i / Size.Width], 0f, 1f) * (plane[i] - usual);
        }

        return stands;
    }

    // The mean of the ground below the object, where a mirrored one would stand.
    private float UsualGround(ReadOnlySpan<float> plane)
    {
        PixelRect below = PixelRect.FromEdges(Object.X - (Object.Width / 2), Object.Bottom - (Object.Height / 4), Object.Right + (Object.Width / 2), Object.Bottom + Object.Height).Intersect(Size.Bounds);
        (double sum, int count) = (0, 0);
        for (int y = below.Y; y < below.Bottom; y++)
        {
            for (int x = below.X; x < below.Right; x++)
            {
                int i = (y * Size.Width) + x;
                (sum, count) = Seen[i] ? (sum + plane[i], count + 1) : (sum, count);
            }
        }

        return count > 0 ? (float)(sum / count) : 0.5f;
    }
}
