namespace Infill.Diffusion.Conditioning;

/// <summary>What the values between 0 and 1 of a mask mean over a run.</summary>
public enum MaskSchedule
{
    /// <summary>The same mixture of filled and known at every step.</summary>
    Constant,

    /// <summary>A latent of value v is known until the share 1 − v of the run is over, and free for the last share v: differential diffusion
    /// (Levin &amp; Fried 2023), with thresholds linear in the step. 1 is free from the start, 0 never.</summary>
    Differential,
}
