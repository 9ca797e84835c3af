namespace Infill.Diffusion.Schedules;

/// <summary>Range of the clean estimate.</summary>
public sealed record ClipOptions
{
    /// <summary>Rule.</summary>
    public ClipKind Kind { get; init; } = ClipKind.None;

    /// <summary>Largest magnitude of <see cref="ClipKind.Range"/>.</summary>
    public double Range { get; init; } = 1;

    /// <summary>Quantile of <see cref="ClipKind.Dynamic"/>, 0–1.</summary>
    public double Quantile { get; init; } = 0.995;

    /// <summary>Most that <see cref="ClipKind.Dynamic"/> lets the quantile be, at least 1.</summary>
    public double MaxValue { get; init; } = 1;
}
