using System.Numerics;
using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>Patches of a view as short vectors: 5×5 samples of lightness and three of the colours.</summary>
internal sealed class PatchCloud
{
    private const int Dimensions = 32;
    private const int Half = 2;

    /// <summary>Colours change slowly, so few samples of them must weigh as much as many of lightness.</summary>
    private const float ColorWeight = 2;

    private readonly float[] _vectors;
    private readonly int[] _places;
    private readonly int[] _columns;
    private readonly int[] _rows;

    private PatchCloud(int[] places, float[] vectors, int width)
    {
        (_places, _vectors) = (places, vectors);

        // Once per patch, not once per pair: a division costs as much as the comparison of two patches.
        (_columns, _rows) = (Array.ConvertAll(places, i => i % width), Array.ConvertAll(places, i => i / width));
    }

    /// <summary>Number of patches.</summary>
    public int Count => _places.Length;

    /// <summary>Index in the view of a patch's centre.</summary>
    public int PlaceOf(int patch) => _places[patch];

    /// <summary>Cuts patches on a regular grid from all pixels of a range of depths.</summary>
    /// <param name="view">The view.</param>
    /// <param name="scale">Samples lie this many pixels apart, on a picture blurred by 0.45 times as much.</param>
    /// <param name="depths">Closed range of signed depths of centres.</param>
    /// <param name="most">Most patches; the grid becomes wider for larger areas.</param>
    public static PatchCloud Cut(FillView view, int scale, (float From, float To) depths, int most)
    {
        FloatImage lab = view.Blurred(0.45 * scale);
        int reach = Half * scale;
        int[] all = Array.FindAll(view.Pixels(depths.From, depths.To), i =>
            i % view.Width >= reach && i % view.Width < view.Width - reach && i / view.Width >= reach && i / view.Width < view.Height - reach);
        int[] places = all;
        for (int stride = Math.Max(2, (int)Math.Sqrt(all.Length / (double)most)); places.Length > most; stride++)
        {
            places = Array.FindAll(all, i => i % view.Width % stride == 0 && i / view.Width % stride == 0);
        }

        float[] vectors = new float[places.Length * Dimensions];
        for (int p = 0; p < places.Length; p++)
        {
            Describe(lab, places[p], scale, vectors.AsSpan(p * Dimensions, Dimensions));
        }

        return new PatchCloud(places, vectors, view.Width);
    }

    /// <summary>For each patch the root mean squared difference to the nearest of another cloud, in Lab units; infinite if there is none.</summary>
    /// <param name="others">Where to look.</param>
    /// <param name="apartPx">Patches that are nearer than this in the picture do not count.</param>
    public float[] NearestIn(PatchCloud others, int apartPx)
    {
        float[] nearest = new float[Count];
        for (int p = 0; p < Count; p++)
        {
            (int x, int y) = (_columns[p], _rows[p]);
            ReadOnlySpan<float> own = _vectors.AsSpan(p * Dimensions, Dimensions);
            float best = float.PositiveInfinity;
            for (int q = 0; q < others.Count; q++)
            {
                (int dx, int dy) = (others._columns[q] - x, others._rows[q] - y);
                if ((dx * dx) + (dy * dy) >= apartPx * apartPx)
                {
                    best = MathF.Min(best, Distance(own, others._vectors.AsSpan(q * Dimensions, Dimensions)));
                }
            }

            nearest[p] = MathF.Sqrt(best / Dimensions);
        }

        return nearest;
    }

    private static void Describe(FloatImage lab, int centre, int scale, Span<float> vector)
    {
        int k = 0;
        for (int dy = -Half; dy <= Half; dy++)
        {
            for (int dx = -Half; dx <= Half; dx++)
            {
                vector[k++] = lab.Plane(0)[centre + (((dy * lab.Width) + dx) * scale)];
            }
        }

        for (int c = 1; c < 3; c++)
        {
            ReadOnlySpan<float> plane = lab.Plane(c);
            vector[k++] = ColorWeight * plane[centre];
            vector[k++] = ColorWeight * plane[centre - (scale * (lab.Width + 1))];
            vector[k++] = ColorWeight * plane[centre + (scale * (lab.Width + 1))];
        }
    }

    private static float Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        for (int k = 0; k < Dimensions; k += Vector<float>.Count)
        {
            Vector<float> difference = new Vector<float>(a[k..]) - new Vector<float>(b[k..]);
            sum += difference * difference;
        }

        return Vector.Sum(sum);
    }
}
