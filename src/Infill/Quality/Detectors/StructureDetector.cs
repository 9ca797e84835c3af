using Infill.Imaging;
using static Infill.Quality.Detectors.Statistic;

namespace Infill.Quality.Detectors;

/// <summary>Do lines and edges go on behind the border? Profiles along the edge, 3 pixels inside and 3, 9 pixels outside, are matched under a shift.</summary>
/// <remarks>What the profile at 9 pixels explains of that at 3 is structure that runs across the border; what of it the profile inside
/// does not explain is broken off. The same is asked from inside, for lines that end at the border. Besides, a texture that does not go on makes
/// longer steps across the border than beside it (<see cref="BorderSteps"/>), where no line tells it.</remarks>
internal static class StructureDetector
{
    private const double BlurSigma = 0.8;
    private const int NearPx = 3;
    private const int GapPx = 6;
    private const int HalfWidth = 7;
    private const int MostShift = 4;

    /// <summary>Squared Lab units of grain.</summary>
    private const double Epsilon = 2;

    /// <summary>Reads a view; null if the hole is too thin or has no edge.</summary>
    public static DetectorReading? Read(FillView view, Border border)
    {
        FloatImage lab = view.Blurred(BlurSigma);
        var broken = new double[border.CellCount];
        var counts = new int[border.CellCount];
        (double across, double beside, double lost, double going, double dangling, int count) = (0, 0, 0, 0, 0, 0);
        for (int p = 0; p < border.Points.Count; p++)
        {
            if (Cut(border, lab, p, -NearPx) is not float[] near || Cut(border, lab, p, -NearPx - GapPx) is not float[] far
                || Cut(border, lab, p, NearPx) is not float[] inside)
            {
                continue;
            }

            (double variance, double outCost, double inCost) = (Variance(near), Match(near, far), Match(near, inside));
            (double explained, double loss) = (Math.Max(0, variance - outCost), Math.Max(0, Math.Max(0, variance - outCost) - Math.Max(0, variance - inCost)));
            (across, beside, lost, going, count) = (across + inCost, beside + outCost, lost + loss, going + explained, count + 1);
            broken[border.Cells[p]] += loss;
            counts[border.Cells[p]]++;
            if (Cut(border, lab, p, NearPx + GapPx) is float[] deep)
            {
                double inner = Variance(inside);
                dangling += Math.Max(0, Math.Max(0, inner - Match(inside, deep)) - Math.Max(0, inner - inCost));
            }
        }

        if (count == 0)
        {
            return null;
        }

        double[] cells = [.. broken.Select((b, c) => b / Math.Max(1, counts[c]))];
        float[] sorted = [.. cells.Select(c => (float)c)];
        double[] measures =
        [
            LogRatio(across / count, beside / count, Epsilon),
            lost / (going + (Epsilon * count)),
            LogRatio(sorted.Max(), beside / count, Epsilon),
            LogRatio(lost / count, beside / count, Epsilon),
            LogRatio(dangling / count, beside / count, Epsilon),
            LogRatio(Quantile(sorted, 0.85), beside / count, Epsilon),
            BorderSteps.Ratio(view.Lab, border),
        ];
        return new DetectorReading(measures, border.Paint(cells));
    }

    // L*, a*, b* of the profile, one after the other; null where it leaves its side.
    private static float[]? Cut(Border border, FloatImage lab, int point, int step)
    {
        const int Length = (2 * HalfWidth) + 1;
        float[] profile = new float[3 * Length];
        int last = -1;
        for (int k = 0; k < Length; k++)
        {
            // The outermost few may run into the other side where the edge bends: then the neighbour stands in.
            int i = border.At(point, step, k - HalfWidth);
            if (i < 0)
            {
                if (Math.Abs(k - HalfWidth) <= 2)
                {
                    return null;
                }

                i = last >= 0 ? last : border.At(point, step);
                if (i < 0)
                {
                    return null;
                }
            }

            last = i;
            for (int c = 0; c < 3; c++)
            {
                profile[(c * Length) + k] = lab.Plane(c)[i];
            }
        }

        return profile;
    }

    private static double Variance(float[] profile)
    {
        double sum = 0;
        int length = profile.Length / 3;
        for (int c = 0; c < 3; c++)
        {
            ReadOnlySpan<float> line = profile.AsSpan((c * length) + MostShift, length - (2 * MostShift));
            sum += Spread(line, line, withItself: true);
        }

        return sum;
    }

    /// <summary>Least mean squared difference of the middle of one profile and a shifted other, means removed.</summary>
    private static double Match(float[] profile, float[] other)
    {
        double best = double.PositiveInfinity;
        int length = profile.Length / 3;
        int middle = length - (2 * MostShift);
        for (int shift = 0; shift <= 2 * MostShift; shift++)
        {
            double sum = 0;
            for (int c = 0; c < 3; c++)
            {
                sum += Spread(profile.AsSpan((c * length) + MostShift, middle), other.AsSpan((c * length) + shift, middle), withItself: false);
            }

            best = Math.Min(best, sum);
        }

        return best;
    }

    private static double Spread(ReadOnlySpan<float> a, ReadOnlySpan<float> b, bool withItself)
    {
        (double sum, double squares) = (0, 0);
        for (int k = 0; k < a.Length; k++)
        {
            double value = withItself ? a[k] : a[k] - b[k];
            (sum, squares) = (sum + value, squares + (value * value));
        }

        return (squares / a.Length) - (sum / a.Length * (sum / a.Length));
    }
}
