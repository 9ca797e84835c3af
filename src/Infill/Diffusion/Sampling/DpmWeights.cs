using Infill.Diffusion.Schedules;

namespace Infill.Diffusion.Sampling;

/// <summary>The coefficients of one DPM-Solver++ move: x_t = X·x_s + D0·m + D1·m′ + D2·m″ + Z·z, with m′ and m″ differences in units of h.</summary>
/// <remarks>With e = e^(−h), or e^(−2h) and 2h for h in the stochastic form: D0 = α_t·(1 − e), D1 = D0/2 (midpoint) or α_t·(1 − (1 − e)/h) (Heun),
/// D2 = α_t·((1 − e − h)/h² + ½). The reference has −½ in D2 of the stochastic form; so have we.</remarks>
internal readonly struct DpmWeights
{
    private readonly double _h;

    public DpmWeights(SolverOptions solver, NoiseLevel from, NoiseLevel to)
    {
        // e^(−h) without infinite logarithms at σ_t = 0.
        double decay = to.Sigma * from.Alpha / (to.Alpha * from.Sigma);
        _h = -Math.Log(decay);
        double e = solver.IsStochastic ? decay * decay : decay;
        double h = solver.IsStochastic ? 2 * _h : _h;
        X = to.Sigma / from.Sigma * (solver.IsStochastic ? decay : 1);
        D0 = to.Alpha * (1 - e);
        D1Heun = to.Alpha * (1 - ((1 - e) / h));
        D1 = solver.Variant == SolverVariant.Heun ? D1Heun : D0 / 2;
        D2 = to.Alpha * (((1 - e - h) / (h * h)) + (solver.IsStochastic ? -0.5 : 0.5));
        Z = solver.IsStochastic ? to.Sigma * Math.Sqrt(1 - e) : null;
    }

    /// <summary>Of the state.</summary>
    public double X { get; }

    /// <summary>Of the answer.</summary>
    public double D0 { get; }

    /// <summary>Of its first difference, in second order.</summary>
    public double D1 { get; }

    /// <summary>Of its first difference, in third order and Heun's second.</summary>
    public double D1Heun { get; }

    /// <summary>Of its second difference.</summary>
    public double D2 { get; }

    /// <summary>Of fresh noise; null where there is none.</summary>
    public double? Z { get; }

    /// <summary>Distance in λ between two levels, in units of h.</summary>
    public double Reach(NoiseLevel older, NoiseLevel newer) => (newer.Lambda - older.Lambda) / _h;
}
