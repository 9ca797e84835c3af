using Infill.Diffusion.Schedules;
using Infill.Imaging;

namespace Infill.Diffusion.Sampling;

/// <summary>RePaint's two moves. The known part is put back after every move down, from <see cref="SamplerState.Drawn"/>.</summary>
/// <remarks>Lugmayr et al. 2022, "RePaint", algorithm 1.</remarks>
internal static class RePaintRule
{
    /// <summary>Down: DDIM's move. Noise is drawn even if η = 0, because the known part takes it.</summary>
    public static FloatImage Down(Evaluation now, double eta, StepDraw draw)
    {
        FloatImage moved = SingleStepRule.Ddim(now, eta, draw);
        if (draw.Last is null)
        {
            _ = draw.Next();
        }

        return moved;
    }

    /// <summary>Up: x ← √(1 − β)·x + √β·z, training step by training step.</summary>
    public static FloatImage Undo(PlanStep step, FloatImage x, StepDraw draw)
    {
        foreach (double beta in step.Betas)
        {
            x = LinearSum.Of((Math.Sqrt(1 - beta), x), (Math.Sqrt(beta), draw.Next()));
        }

        return x;
    }
}
