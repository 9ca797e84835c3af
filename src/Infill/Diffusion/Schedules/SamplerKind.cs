namespace Infill.Diffusion.Schedules;

/// <summary>How a run moves from one noise level to the next. The JSON class of each is named in <see cref="SchedulerKeys"/>.</summary>
public enum SamplerKind
{
    /// <summary>Song, Meng &amp; Ermon 2021; with η = 1 as random as DDPM.</summary>
    Ddim,

    /// <summary>Ancestral sampling of Ho, Jain &amp; Abbeel 2020.</summary>
    Ddpm,

    /// <summary>Linear multistep on the noise (PLMS) of Liu et al. 2022, without the Runge–Kutta start.</summary>
    Pndm,

    /// <summary>First order in σ: Karras et al. 2022, algorithm 2 without churn.</summary>
    Euler,

    /// <summary>Euler to a lower level, then noise up to the next one (K. Crowson, k-diffusion).</summary>
    EulerAncestral,

    /// <summary>Second order in σ, two evaluations a step: Karras et al. 2022, algorithm 1.</summary>
    Heun,

    /// <summary>Linear multistep of up to four derivatives (K. Crowson, k-diffusion).</summary>
    Lms,

    /// <summary>DPM-Solver++ (2M, 3M and their SDE forms) of Lu et al. 2022.</summary>
    DpmMultistep,

    /// <summary>DPM-Solver++ (2S, 3S) of Lu et al. 2022.</summary>
    DpmSinglestep,

    /// <summary>Predictor and corrector of Zhao et al. 2023.</summary>
    UniPc,

    /// <summary>Latent consistency models of Luo et al. 2023: a few steps, for models distilled for it.</summary>
    Lcm,

    /// <summary>Trajectory consistency distillation of Zheng et al. 2024: a few steps, for models distilled for it.</summary>
    Tcd,

    /// <summary>DDIM with jumps back in time, which harmonise hole and surroundings: Lugmayr et al. 2022.</summary>
    RePaint,

    /// <summary>Full re-noising of every estimate: Song et al. 2023, algorithm 1. For the patch denoiser; no JSON names it.</summary>
    Stochastic,
}
