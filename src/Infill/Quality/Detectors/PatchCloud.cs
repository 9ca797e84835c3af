using System.Numerics;
using System.Runtime.InteropServices;
using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>Patches of a view as short vectors: 5×5 samples of lightness and three of each colour.</summary>
internal sealed class PatchCloud
{
    private const int Dimensions = 31;
    private const int Half = 2;

    /// <summary>Dimensions after which most patches are known to be no nearer.</summary>
    private const int FirstLook = 14;

    /// <summary>Colours change slowly, so few samples of them must weigh as much as many of lightness.</summary>
    private const float ColorWeight = 2;

    // One dimension of all patches after the other, so that a register holds the same one of several patches; padded with infinity.
    private readonly float[] _values;
    private readonly float[] _columns;
    private readonly float[] _rows;
    private readonly int[] _places;

    private PatchCloud(FillView view, int[] places)
    {
        _places = places;
        Stride = (places.Length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        (_values, _columns, _rows) = (new float[Dimensions * Stride], new float[Stride], new float[Stride]);
        _values.AsSpan().Fill(float.PositiveInfinity);
        for (int p = 0; p < places.Length; p++)
        {
            (_columns[p], _rows[p]) = (places[p] % view.Width, places[p] / view.Width);
        }
    }

    /// <summary>Number of patches.</summary>
    public int Count => _places.Length;

    private int Stride { get; }

    /// <summary>Index in the view of a patch's centre.</summary>
    public int PlaceOf(int patch) => _places[patch];

    /// <summary>Cuts patches on a regular grid from all pixels of a range of depths.</summary>
    /// <param name="view">The view.</param>
    /// <param name="scale">Samples lie this many pixels apart, on a picture blurred by about 0.45 times as much.</param>
    /// <param name="depths">Closed range of signed depths of centres.</param>
    /// <param name="most">Most patches; the grid becomes wider for larger areas.</param>
    public static PatchCloud Cut(FillView view, int scale, (float From, float To) depths, int most)
    {
        FloatImage lab = view.Blurred(scale <= 2 ? FillView.FineSigma : FillView.BroadSigma);
        List<int> places = Find(view, (Half * scale, 1), depths);
        for (int stride = Math.Max(2, (int)Math.Sqrt(places.Count / (double)most)); places.Count > most; stride++)
        {
            places = Find(view, (Half * scale, stride), depths);
        }

        var cloud = new PatchCloud(view, [.. places]);
        for (int p = 0; p < places.Count; p++)
        {
            cloud.Describe(lab, p, scale);
        }

        return cloud;
    }

    /// <summary>For each patch the root mean squared difference to the nearest of another cloud, in Lab units; infinite if there is none.</summary>
    /// <param name="others">Where to look.</param>
    /// <param name="apartPx">Patches that are nearer than this in the picture do not count.</param>
    public float[] NearestIn(PatchCloud others, int apartPx)
    {
        float[] nearest = new float[Count];
        Span<Vector<float>> own = stackalloc Vector<float>[Dimensions];
        for (int p = 0; p < Count; p++)
        {
            for (int k = 0; k < Dimensions; k++)
            {
                own[k] = new Vector<float>(_values[(k * Stride) + p]);
            }

            nearest[p] = MathF.Sqrt(others.Nearest(own, (_columns[p], _rows[p]), apartPx) / Dimensions);
        }

        return nearest;
    }

    // Places in all rows and columns that are multiples of the stride.
    private static List<int> Find(FillView view, (int Edge, int Stride) grid, (float From, float To) depths)
    {
        var found = new List<int>();
        int first = (grid.Edge + grid.Stride - 1) / grid.Stride * grid.Stride;
        for (int y = first; y < view.Height - grid.Edge; y += grid.Stride)
        {
            ReadOnlySpan<float> row = view.Depth.AsSpan(y * view.Width, view.Width);
            for (int x = first; x < view.Width - grid.Edge; x += grid.Stride)
            {
                if (row[x] >= depths.From && row[x] <= depths.To)
                {
                    found.Add((y * view.Width) + x);
                }
            }
        }

        return found;
    }

    private void Describe(FloatImage lab, int patch, int scale)
    {
        int centre = _places[patch], at = patch;
        ReadOnlySpan<float> lightness = lab.Plane(0);
        for (int dy = -Half; dy <= Half; dy++)
        {
            for (int dx = -Half; dx <= Half; dx++, at += Stride)
            {
                _values[at] = lightness[centre + (((dy * lab.Width) + dx) * scale)];
            }
        }

        for (int c = 1; c < 3; c++)
        {
            ReadOnlySpan<float> plane = lab.Plane(c);
            for (int step = -1; step <= 1; step++, at += Stride)
            {
                _values[at] = ColorWeight * plane[centre + (step * scale * (lab.Width + 1))];
            }
        }
    }

    /// <summary>Least squared distance to a patch that lies apart.</summary>
    private float Nearest(ReadOnlySpan<Vector<float>> own, (float X, float Y) place, int apartPx)
    {
        ref float values = ref MemoryMarshal.GetArrayDataReference(_values);
        (Vector<float> x, Vector<float> y, Vector<float> apart) = (new(place.X), new(place.Y), new((float)apartPx * apartPx));
        var best = new Vector<float>(float.PositiveInfinity);
        for (int q = 0; q < Stride; q += Vector<float>.Count)
        {
            Vector<float> distance = Add(Vector<float>.Zero, own[..FirstLook], ref values, q);
            if (!Vector.LessThanAny(distance, best))
            {
                continue;
            }

            (Vector<float> dx, Vector<float> dy) = (new Vector<float>(_columns, q) - x, new Vector<float>(_rows, q) - y);
            distance = Vector.ConditionalSelect(
                Vector.GreaterThanOrEqual((dx * dx) + (dy * dy), apart),
                Add(distance, own[FirstLook..], ref values, (FirstLook * Stride) + q),
                new Vector<float>(float.PositiveInfinity));
            if (Vector.LessThanAny(distance, best))
            {
                best = new Vector<float>(Least(distance));
            }
        }

        return best[0];
    }

    private Vector<float> Add(Vector<float> sum, ReadOnlySpan<Vector<float>> own, ref float values, int at)
    {
        foreach (Vector<float> value in own)
        {
            Vector<float> difference = Vector.LoadUnsafe(ref values, (nuint)at) - value;
            sum += difference * difference;
            at += Stride;
        }

        return sum;
    }

    private static float Least(Vector<float> values)
    {
        float least = values[0];
        for (int k = 1; k < Vector<float>.Count; k++)
        {
            least = MathF.Min(least, values[k]);
        }

        return least;
    }
}
