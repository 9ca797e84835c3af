using System.Diagnostics;
using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>UniPC: a predictor like DPM-Solver++'s, and a corrector that redoes the last move once its end has been asked about.</summary>
/// <remarks>Zhao et al. 2023, "UniPC", algorithms 1 and 2 and equation 12, for D: x_t = (σ_t/σ_s)·x + α_t·(1 − e^(−h))·m₀ − α_t·B(h)·Σ ρ_k·(m_k − m₀)/r_k,
/// r_k = (λ_k − λ_s)/h, where ρ solves Σ_k ρ_k·r_k^(i−1) = b_i, b_i = i!·φ_{i+1}(−h)/B(h).</remarks>
internal static class UniPcRule
{
    /// <summary>The state that the newest answer was given for, corrected with that answer; the answer itself stays.</summary>
    /// <param name="plan">Solver.</param>
    /// <param name="past">Earlier answers, newest first.</param>
    /// <param name="now">The newest answer.</param>
    public static Evaluation Correct(SamplingPlan plan, IReadOnlyList<Evaluation> past, Evaluation now)
    {
        if (past.Count == 0 || now.Step.IsUncorrected)
        {
            return now;
        }

        int order = Math.Min(past[0].Step.Order, past.Count);
        Evaluation[] nodes = [.. past.Take(order), now];
        return now with { X = Move(plan, nodes, now.Step.At, isCorrector: true) };
    }

    /// <summary>The move after the newest answer.</summary>
    public static FloatImage Predict(SamplingPlan plan, Evaluation[] known)
    {
        int order = Math.Min(known[0].Step.Order, known.Length);
        return Move(plan, known[..order], known[0].Step.To, isCorrector: false);
    }

    // The first node is the move's start; a corrector's last one is its end.
    private static FloatImage Move(SamplingPlan plan, Evaluation[] nodes, NoiseLevel to, bool isCorrector)
    {
        NoiseLevel from = nodes[0].Step.At;
        double decay = to.Sigma * from.Alpha / (to.Alpha * from.Sigma);
        double h = -Math.Log(decay);
        double[] m = new double[nodes.Length];
        m[0] = to.Alpha * (1 - decay);
        if (nodes.Length > 1)
        {
            double[] reach = [.. nodes[1..].Select(node => (node.Step.At.Lambda - from.Lambda) / h)];
            double b = plan.Config.Solver.Variant == SolverVariant.Bh1 ? -h : decay - 1;
            double[] rho = nodes.Length == 2 ? [0.5] : Solve(reach, h, b);
            for (int k = 0; k < reach.Length; k++)
            {
                double weight = -to.Alpha * b * rho[k] / reach[k];
                m[k + 1] += weight;
                m[0] -= weight;
            }
        }

        Debug.Assert(!isCorrector || nodes[^1].Step.At == to, "A corrector's last answer is that at the move's end.");
        return LinearSum.Of([(to.Sigma / from.Sigma, nodes[0].X), .. nodes.Zip(m, (node, c) => (c, node.Clean))]);
    }

    private static double[] Solve(double[] reach, double h, double b)
    {
        int n = reach.Length;
        double[,] rows = new double[n, n + 1];
        double phi = ((Math.Exp(-h) - 1) / -h) - 1;
        double factorial = 1;
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                rows[i, k] = Math.Pow(reach[k], i);
            }

            rows[i, n] = phi * factorial / b;
            factorial *= i + 2;
            phi = (phi / -h) - (1 / factorial);
        }

        return LinearSystem.Solve(rows);
    }
}
