using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>DPM-Solver++: the linear part solved exactly, D as a polynomial in λ over the last answers.</summary>
/// <remarks>Lu et al. 2022, "DPM-Solver++", equation 8 and algorithms 1 and 2, appendix A; the stochastic forms are their section 5 and K. Crowson's.
/// Legend: λ = ln(α/σ); s the level that the move starts from, t the one it reaches; h = λ_t − λ_s; m the answers, newest first;
/// r the distances of older answers in units of h.</remarks>
internal static class DpmRule
{
    /// <summary>2M and 3M: older answers lie before the move.</summary>
    public static FloatImage Multistep(SolverOptions solver, Evaluation[] known, StepDraw draw)
    {
        Evaluation now = known[0];
        var weights = new DpmWeights(solver, now.Step.At, now.Step.To);
        double[] m = [weights.D0, 0, 0];
        int order = Math.Min(now.Step.Order, known.Length);
        if (order == 2)
        {
            double slope = weights.D1 / weights.Reach(known[1].Step.At, now.Step.At);
            m = [m[0] + slope, -slope, 0];
        }
        else if (order == 3)
        {
            double r0 = weights.Reach(known[1].Step.At, now.Step.At);
            double r1 = weights.Reach(known[2].Step.At, known[1].Step.At);
            double newer = ((weights.D1Heun * (1 + (r0 / (r0 + r1)))) + (weights.D2 / (r0 + r1))) / r0;
            double older = -((weights.D1Heun * r0) + weights.D2) / (r0 + r1) / r1;
            m = [m[0] + newer, older - newer, -older];
        }

        return Sum(weights, now.X, [.. known.Take(order).Zip(m, (e, c) => (c, e.Clean))], draw);
    }

    /// <summary>2S and 3S: older answers lie within the move, which starts over from the first of them.</summary>
    public static FloatImage Singlestep(SolverOptions solver, Evaluation[] known, StepDraw draw)
    {
        // A run that starts inside a block has no answer from the block's start yet.
        int order = Math.Min(known[0].Step.Order, known.Length);
        Evaluation start = known[order - 1];
        var weights = new DpmWeights(solver, start.Step.At, known[0].Step.To);
        double[] m = [weights.D0];
        if (order == 2)
        {
            double slope = weights.D1 / weights.Reach(start.Step.At, known[0].Step.At);
            m = [slope, m[0] - slope];
        }
        else if (order == 3)
        {
            double r0 = weights.Reach(start.Step.At, known[0].Step.At);
            double r1 = weights.Reach(start.Step.At, known[1].Step.At);
            bool isMidpoint = solver.Variant == SolverVariant.Midpoint;
            double far = (isMidpoint ? weights.D1Heun : ((2 * weights.D2) - (weights.D1Heun * r1)) / (r0 - r1)) / r0;
            double near = isMidpoint ? 0 : ((weights.D1Heun * r0) - (2 * weights.D2)) / (r0 - r1) / r1;
            m = [far, near, m[0] - far - near];
        }

        return Sum(weights, start.X, [.. known.Take(order).Zip(m, (e, c) => (c, e.Clean))], draw);
    }

    private static FloatImage Sum(DpmWeights weights, FloatImage x, (double Coefficient, FloatImage Image)[] answers, StepDraw draw) =>
        weights.Z is { } z ? LinearSum.Of([(weights.X, x), .. answers, (z, draw.Next())]) : LinearSum.Of([(weights.X, x), .. answers]);
}
