using Infill.Imaging;

namespace Infill.Masks.CastShadows;

/// <summary>Fits a shadow's edge to a strip: where it runs, how soft it is, and about how much light it takes; <see cref="RelightFit"/> measures that.</summary>
/// <remarks>The model of a row is a + G·Φ((t − s)/w): s the distance from the drawn outline, t the edge's own place, w its softness, G the step of
/// ln light. G and w belong to the whole shadow, t to each row, and neighbours differ little: the places are the cheapest path through the
/// strip (dynamic programming), and in the mean over all rows, each shifted by its own t, texture averages out and G and w can be read.</remarks>
internal sealed class PenumbraFit
{
    private const int Rounds = 3;

    // The edge is looked for within this many columns of the drawn outline.
    private const int Reach = 14;
    private const double BendCost = 0.04;
    private const double DriftCost = 0.0004;
    private const int NeighbourRows = 4;
    private const int LeastColumns = 6;
    private static readonly double[] Widths = [0.4, 0.7, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 13];

    private readonly PenumbraBand _band;
    private readonly float[] _smooth;
    private readonly bool[] _counts;
    private double[] _places;

    private PenumbraFit(PenumbraBand band)
    {
        _band = band;
        _places = new double[band.Rows];
        _counts = [.. Enumerable.Range(0, band.Rows).Select(HasBothSides)];
        _smooth = SmoothAlong();
    }

    /// <summary>The edge's place in each row, in columns outwards from the drawn outline.</summary>
    public double[] Places => _places;

    /// <summary>Softness of the edge: σ in pixels.</summary>
    public double SoftnessPx { get; private set; } = 1;

    /// <summary>Step of ln luminance into the shadow; negative.</summary>
    public double Step { get; private set; }

    /// <summary>Share of the rows, of those that show ground on both sides, whose own step is about that of the whole shadow.</summary>
    public double Agreement { get; private set; }

    /// <summary>Rows that show ground on both sides.</summary>
    public int CountedRows => _counts.Count(value => value);

    /// <summary>The fit; without steps if no row shows ground on both sides.</summary>
    public static PenumbraFit Of(PenumbraBand band)
    {
        var fit = new PenumbraFit(band);
        if (fit.CountedRows == 0)
        {
            return fit;
        }

        double width = 3, step = StepOf(fit.MeanProfile(), width);
        for (int round = 0; round < Rounds && step < 0; round++)
        {
            fit._places = fit.FindPath(width, step);
            double[] mean = fit.MeanProfile();
            width = Widths.MinBy(candidate => Misfit(mean, candidate));
            step = StepOf(mean, width);
        }

        fit.SoftnessPx = width * band.Pitch;
        fit.Step = step;
        fit.Agreement = fit.Agree(width, step);
        return fit;
    }

    /// <summary>The places of another outline of the same shadow, whose step and softness are known.</summary>
    public static PenumbraFit Of(PenumbraBand band, PenumbraFit known)
    {
        double width = known.SoftnessPx / band.Pitch;
        var fit = new PenumbraFit(band) { SoftnessPx = known.SoftnessPx, Step = known.Step, Agreement = known.Agreement };
        if (fit.CountedRows > 0)
        {
            fit._places = fit.FindPath(width, known.Step);
        }

        return fit;
    }

    /// <summary>The edge of the shadow.</summary>
    public MaskPoint[] Edge(PenumbraBand band) => band.Move(_places);

    private bool HasBothSides(int row)
    {
        ReadOnlySpan<bool> valid = _band.IsValid.AsSpan(row * PenumbraBand.Columns, PenumbraBand.Columns);
        return valid[..PenumbraBand.Half].Count(true) >= LeastColumns && valid[(PenumbraBand.Half + 1)..].Count(true) >= LeastColumns;
    }

    // Luminance, each row averaged with its neighbours: texture is rougher along an edge than the edge is.
    private float[] SmoothAlong()
    {
        float[] plane = _band.Plane(3), smooth = new float[plane.Length];
        for (int row = 0; row < _band.Rows; row++)
        {
            for (int column = 0; column < PenumbraBand.Columns; column++)
            {
                (double sum, int count) = (0, 0);
                for (int k = -NeighbourRows; k <= NeighbourRows; k++)
                {
                    int at = (((row + k + (NeighbourRows * _band.Rows)) % _band.Rows) * PenumbraBand.Columns) + column;
                    (sum, count) = _band.IsValid[at] ? (sum + plane[at], count + 1) : (sum, count);
                }

                smooth[(row * PenumbraBand.Columns) + column] = count > 0 ? (float)(sum / count) : 0f;
            }
        }

        return smooth;
    }

    private double[] FindPath(double width, double step)
    {
        int states = (2 * Reach) + 1, rows = _band.Rows;
        double[,] cost = new double[rows, states];
        int[,] from = new int[rows, states];
        for (int row = 0; row < rows; row++)
        {
            for (int state = 0; state < states; state++)
            {
                double own = OwnCost(row, state - Reach, width, step) + (DriftCost * step * step * Math.Abs(state - Reach));
                (double best, int origin) = row == 0 ? (0, state) : (double.PositiveInfinity, 0);
                for (int back = Math.Max(0, state - 2); row > 0 && back <= Math.Min(states - 1, state + 2); back++)
                {
                    double total = cost[row - 1, back] + (BendCost * step * step * Math.Abs(state - back));
                    (best, origin) = total < best ? (total, back) : (best, origin);
                }

                (cost[row, state], from[row, state]) = (own + best, origin);
            }
        }

        return Smooth(Retrace(cost, from, rows, states));
    }

    // Columns are steps; the edge is none.
    private static double[] Smooth(double[] path)
    {
        float[] kernel = Gaussian.Kernel(Math.Min(NeighbourRows, path.Length / 8.0));
        int radius = kernel.Length / 2;
        return [.. path.Select((_, row) => Enumerable.Range(-radius, kernel.Length).Sum(k => kernel[k + radius] * path[(row + k + (radius * path.Length)) % path.Length]))];
    }

    private static double[] Retrace(double[,] cost, int[,] from, int rows, int states)
    {
        int state = Enumerable.Range(0, states).MinBy(s => cost[rows - 1, s]);
        double[] path = new double[rows];
        for (int row = rows - 1; row >= 0; row--)
        {
            path[row] = state - Reach;
            state = from[row, state];
        }

        return path;
    }

    // Beyond rows at an object no lit ground is seen. Whether the shadow fades towards the object or goes on below it, its inner side tells.
    private double OwnCost(int row, int place, double width, double step) =>
        _counts[row] ? RowCost(row, place, width, step)
        : !_band.IsHidden[row] ? 0
        : place < 0 ? step * step
        : RowCost(row, place, width, step);

    // Mean squared residual of the row's best model at this place, bounded so that an object's edge does not pull.
    private double RowCost(int row, double place, double width, double step)
    {
        (double sum, int count) = (0, 0);
        int start = row * PenumbraBand.Columns;
        for (int column = 0; column < PenumbraBand.Columns; column++)
        {
            if (_band.IsValid[start + column])
            {
                (sum, count) = (sum + _smooth[start + column] - (step * Shade(column - PenumbraBand.Half - place, width)), count + 1);
            }
        }

        (double ground, double cost) = (sum / Math.Max(1, count), 0);
        for (int column = 0; column < PenumbraBand.Columns; column++)
        {
            if (_band.IsValid[start + column])
            {
                double residual = _smooth[start + column] - ground - (step * Shade(column - PenumbraBand.Half - place, width));
                cost += Math.Min(residual * residual, step * step);
            }
        }

        return cost / Math.Max(1, count);
    }

    // Rows shifted so that their edges lie in the middle, each less its own mean over the inner columns; medians, so that few rows cannot bend it.
    private double[] MeanProfile()
    {
        float[] plane = _band.Plane(3);
        double[] profile = new double[PenumbraBand.Columns];
        double[] level = [.. Enumerable.Range(0, _band.Rows).Select(row => LevelOf(plane, row))];
        var values = new List<double>();
        for (int column = 0; column < profile.Length; column++)
        {
            values.Clear();
            for (int row = 0; row < _band.Rows; row++)
            {
                int at = column + (int)Math.Round(_places[row]);
                if (_counts[row] && at >= 0 && at < PenumbraBand.Columns && _band.IsValid[(row * PenumbraBand.Columns) + at])
                {
                    values.Add(plane[(row * PenumbraBand.Columns) + at] - level[row]);
                }
            }

            values.Sort();
            int trim = values.Count / 4;
            profile[column] = values.Count > 0 ? values.Skip(trim).Take(values.Count - (2 * trim)).Average() : double.NaN;
        }

        return profile;
    }

    private double LevelOf(float[] plane, int row)
    {
        (double inside, double outside, int insides, int outsides) = (0, 0, 0, 0);
        for (int column = 0; column < PenumbraBand.Columns; column++)
        {
            int at = (row * PenumbraBand.Columns) + column;
            double from = column - PenumbraBand.Half - _places[row];
            if (_band.IsValid[at])
            {
                (inside, insides) = from < 0 ? (inside + plane[at], insides + 1) : (inside, insides);
                (outside, outsides) = from > 0 ? (outside + plane[at], outsides + 1) : (outside, outsides);
            }
        }

        return ((inside / Math.Max(1, insides)) + (outside / Math.Max(1, outsides))) / 2;
    }

    private static double StepOfColumns(double[] profile, double width, out double ground)
    {
        (double n, double x, double xx, double y, double xy) = (0, 0, 0, 0, 0);
        for (int column = 0; column < profile.Length; column++)
        {
            if (double.IsFinite(profile[column]))
            {
                double shade = Shade(column - PenumbraBand.Half, width);
                (n, x, xx, y, xy) = (n + 1, x + shade, xx + (shade * shade), y + profile[column], xy + (shade * profile[column]));
            }
        }

        double spread = (n * xx) - (x * x), step = spread > 1e-9 ? ((n * xy) - (x * y)) / spread : 0;
        ground = n > 0 ? (y - (step * x)) / n : 0;
        return step;
    }

    private static double StepOf(double[] profile, double width) => StepOfColumns(profile, width, out _);

    private static double Misfit(double[] profile, double width)
    {
        double step = StepOfColumns(profile, width, out double ground);
        return profile.Select((value, column) => double.IsFinite(value) ? Math.Pow(value - ground - (step * Shade(column - PenumbraBand.Half, width)), 2) : 0).Sum();
    }

    private double Agree(double width, double step)
    {
        int agreeing = 0;
        for (int row = 0; row < _band.Rows; row++)
        {
            if (_counts[row])
            {
                double[] own = [.. Enumerable.Range(0, PenumbraBand.Columns).Select(column => OwnValue(row, column))];
                double its = StepOfColumns(own, width, out _);
                agreeing += its < 0.4 * step && its > 2.2 * step ? 1 : 0;
            }
        }

        return (double)agreeing / Math.Max(1, CountedRows);
    }

    private double OwnValue(int row, int column)
    {
        int at = column + (int)Math.Round(_places[row]);
        return at >= 0 && at < PenumbraBand.Columns && _band.IsValid[(row * PenumbraBand.Columns) + at] ? _smooth[(row * PenumbraBand.Columns) + at] : double.NaN;
    }

    /// <summary>Depth of the shadow at a distance outwards from its edge: 1 inside, ½ on it, 0 outside.</summary>
    private static double Shade(double outwards, double width) => 0.5 * Erfc(outwards / (width * Math.Sqrt(2)));

    // Numerical Recipes' erfcc: error below 1.2e-7.
    private static double Erfc(double x)
    {
        double t = 1 / (1 + (0.5 * Math.Abs(x)));
        double poly = -1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806 + (t * (0.27886807
            + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277)))))))))))))))));
        double tail = t * Math.Exp((-x * x) + poly);
        return x >= 0 ? tail : 2 - tail;
    }
}
