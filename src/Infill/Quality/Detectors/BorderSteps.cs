using Infill.Imaging;

namespace Infill.Quality.Detectors;

/// <summary>Steps from pixel to pixel along the normals of a border: that across the edge itself, and those 4–7 pixels beside it on both sides.</summary>
internal static class BorderSteps
{
    /// <summary>Pixels from the edge between which a step lies beside it.</summary>
    public const int FarPx = 7;
    private const int NearPx = 4;

    /// <summary>Lab units that nobody sees.</summary>
    private const double Epsilon = 0.5;

    /// <summary>Logarithm of the mean length of the steps across the edge over that of those beside it. What goes on behind the border makes no longer
    /// steps there than elsewhere; another piece of the same texture does, and so does a line that breaks off.</summary>
    /// <param name="lab">The view's picture.</param>
    /// <param name="border">Its edge.</param>
    public static double Ratio(FloatImage lab, Border border)
    {
        (double across, int crossings, double beside, int besides) = (0, 0, 0, 0);
        for (int p = 0; p < border.Points.Count; p++)
        {
            if (Find(border, p, -1) is (int from, int to))
            {
                (across, crossings) = (across + Length(lab, from, to), crossings + 1);
            }

            foreach (int at in Beside())
            {
                if (Find(border, p, at) is (int near, int far))
                {
                    (beside, besides) = (beside + Length(lab, near, far), besides + 1);
                }
            }
        }

        return Statistic.LogRatio(across / Math.Max(1, crossings), beside / Math.Max(1, besides), Epsilon);
    }

    /// <summary>Where the steps beside the edge begin: on both sides, never across it.</summary>
    public static IEnumerable<int> Beside()
    {
        for (int at = NearPx; at < FarPx; at++)
        {
            yield return at;
            yield return -at - 1;
        }
    }

    /// <summary>The two pixels of a step into the hole; null if one is not on its side.</summary>
    /// <param name="border">The edge.</param>
    /// <param name="point">Number of its point.</param>
    /// <param name="from">Where the step begins along the normal; −1 is the step across the edge.</param>
    public static (int From, int To)? Find(Border border, int point, int from)
    {
        (int a, int b) = (border.At(point, from), border.At(point, from + 1));
        return a >= 0 && b >= 0 ? (a, b) : null;
    }

    private static double Length(FloatImage lab, int from, int to)
    {
        double sum = 0;
        for (int c = 0; c < 3; c++)
        {
            double step = lab.Plane(c)[to] - lab.Plane(c)[from];
            sum += step * step;
        }

        return Math.Sqrt(sum);
    }
}
