namespace Infill.Imaging;

/// <summary>Solves membrane problems on part of a grid: every unknown is the weighted mean of its neighbours plus a given force.</summary>
/// <remarks>Minimises <c>Σ l·(u_i − u_j)² + Σ a_i·(u_i − t_i)²</c> over links between unknown 4-neighbours (l = 1) and anchors a_i to known values t_i.
/// Where the grid ends there is no link: Neumann border. Unknowns that no chain of links joins to an anchor are undetermined; they get 0.
/// <para>Conjugate gradients in double precision, preconditioned by one multigrid V-cycle in float (<see cref="PoissonGrid"/>). The iteration ends when the
/// V-cycle's estimate of the error is at most <see cref="Tolerance"/> times max(1, largest target) everywhere. One solution uses one thread and a fixed order of sums;
/// several (one per channel) may run side by side on one solver.</para></remarks>
internal sealed class PoissonSolver
{
    /// <summary>Largest estimated error of a solution, in units of the values: 1/1960 of an 8-bit step.</summary>
    internal const double Tolerance = 2e-6;

    private const int MaxIterations = 300;

    private readonly PixelSize _size;
    private readonly PoissonGrid[] _grids;

    /// <summary>Prepares the levels.</summary>
    /// <param name="size">Size of the grid.</param>
    /// <param name="unknown">W·H cells; true = to be solved for.</param>
    /// <param name="anchor">W·H sums of anchor weights, at least 0; read only where unknown.</param>
    internal PoissonSolver(PixelSize size, bool[] unknown, float[] anchor)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(unknown.Length, size.Area);
        ArgumentOutOfRangeException.ThrowIfNotEqual(anchor.Length, size.Area);
        _size = size;
        bool[] determined = FindDetermined(size, unknown, anchor);
        IsDetermined = determined.AsSpan().SequenceEqual(unknown);
        var levels = new List<PoissonGrid> { CreateFinest(size, determined, anchor) };
        while (!levels[^1].IsCoarsest)
        {
            levels.Add(levels[^1].Coarsen());
        }

        _grids = [.. levels];
    }

    /// <summary>False if some unknown cannot reach any anchor.</summary>
    internal bool IsDetermined { get; }

    /// <summary>Solves for one channel.</summary>
    /// <param name="force">W·H values: for each unknown the sum of anchor weight times target, plus any divergence.</param>
    /// <param name="cancellationToken">Checked once per iteration.</param>
    /// <returns>W·H values, 0 where nothing is to be solved.</returns>
    internal float[] Solve(float[] force, CancellationToken cancellationToken) =>
        Solve(force, out _, cancellationToken);

    /// <summary>As above, and tells how many iterations it took.</summary>
    internal float[] Solve(float[] force, out int iterations, CancellationToken cancellationToken)
    {
        PoissonGrid grid = _grids[0];
        double[] residual = Spread(force);
        var (x, product, direction) = (new double[grid.Length], new double[grid.Length], new double[grid.Length]);
        float[][] corrections = [.. _grids.Select(g => new float[g.Length])];
        float[][] rests = [.. _grids.Select(g => new float[g.Length])];
        double scale = 1, previous = 0;
        for (iterations = 0; iterations < MaxIterations; iterations++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] error = Precondition(residual, corrections, rests);
            double rho = Dot(residual, error);
            if (rho <= 0 || MaxMagnitude(error) <= Tolerance * scale)
            {
                break;
            }

            double beta = iterations == 0 ? 0 : rho / previous;
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] = error[i] + (beta * direction[i]);
            }

            grid.Multiply(direction, product);
            double alpha = rho / Dot(direction, product);
            scale = Math.Max(1, Step(x, residual, direction, product, alpha));
            previous = rho;
        }

        return Gather(x);
    }

    private float[] Precondition(double[] residual, float[][] corrections, float[][] rests)
    {
        for (int i = 0; i < residual.Length; i++)
        {
            rests[0][i] = (float)residual[i];
        }

        Cycle(0, corrections, rests);
        return corrections[0];
    }

    private void Cycle(int level, float[][] x, float[][] b)
    {
        PoissonGrid grid = _grids[level];
        Array.Clear(x[level]);
        grid.Smooth(x[level], b[level], redFirst: true);
        if (level + 1 < _grids.Length)
        {
            grid.RestrictResidual(x[level], b[level], _grids[level + 1], b[level + 1]);
            Cycle(level + 1, x, b);
            grid.AddCorrection(x[level], _grids[level + 1], x[level + 1]);
        }

        grid.Smooth(x[level], b[level], redFirst: false);
    }

    private static double Step(double[] x, double[] residual, double[] direction, double[] product, double alpha)
    {
        double largest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            x[i] += alpha * direction[i];
            residual[i] -= alpha * product[i];
            largest = Math.Max(largest, Math.Abs(x[i]));
        }

        return largest;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Dot(double[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static float MaxMagnitude(float[] values)
    {
        float largest = 0;
        foreach (float value in values)
        {
            largest = MathF.Max(largest, MathF.Abs(value));
        }

        return largest;
    }

    private double[] Spread(float[] force)
    {
        PoissonGrid grid = _grids[0];
        double[] padded = new double[grid.Length];
        for (int y = 0; y < _size.Height; y++)
        {
            for (int x = 0; x < _size.Width; x++)
            {
                int i = ((y + 1) * grid.Stride) + x + 1;
                padded[i] = grid.IsPart(i) ? force[(y * _size.Width) + x] : 0;
            }
        }

        return padded;
    }

    private float[] Gather(double[] padded)
    {
        float[] result = new float[_size.Area];
        for (int y = 0; y < _size.Height; y++)
        {
            for (int x = 0; x < _size.Width; x++)
            {
                result[(y * _size.Width) + x] = (float)padded[((y + 1) * (_size.Width + 2)) + x + 1];
            }
        }

        return result;
    }

    private static PoissonGrid CreateFinest(PixelSize size, bool[] part, float[] anchor)
    {
        int stride = size.Width + 2;
        int length = stride * (size.Height + 2);
        var (right, down, anchors) = (new float[length], new float[length], new float[length]);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                int from = (y * size.Width) + x;
                if (part[from])
                {
                    int i = ((y + 1) * stride) + x + 1;
                    anchors[i] = anchor[from];
                    right[i] = x + 1 < size.Width && part[from + 1] ? 1 : 0;
                    down[i] = y + 1 < size.Height && part[from + size.Width] ? 1 : 0;
                }
            }
        }

        return new PoissonGrid(size, right, down, anchors);
    }

    // Without an anchor the matrix is singular: such parts are left out.
    private static bool[] FindDetermined(PixelSize size, bool[] unknown, float[] anchor)
    {
        bool[] reached = new bool[unknown.Length];
        var open = new Stack<int>();
        for (int i = 0; i < unknown.Length; i++)
        {
            Visit(i, unknown[i] && anchor[i] > 0);
        }

        while (open.TryPop(out int i))
        {
            int x = i % size.Width;
            Visit(i - 1, x > 0);
            Visit(i + 1, x + 1 < size.Width);
            Visit(i - size.Width, i >= size.Width);
            Visit(i + size.Width, i + size.Width < unknown.Length);
        }

        return reached;

        void Visit(int i, bool inside)
        {
            if (inside && unknown[i] && !reached[i])
            {
                reached[i] = true;
                open.Push(i);
            }
        }
    }
}
