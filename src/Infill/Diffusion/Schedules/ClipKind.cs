namespace Infill.Diffusion.Schedules;

/// <summary>What keeps the clean estimate in range.</summary>
public enum ClipKind
{
    /// <summary>Nothing: latents have no natural range.</summary>
    None,

    /// <summary>A fixed range.</summary>
    Range,

    /// <summary>A quantile of the estimate: Saharia et al. 2022, "dynamic thresholding".</summary>
    Dynamic,
}
