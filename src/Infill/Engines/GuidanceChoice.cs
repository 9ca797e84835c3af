namespace Infill.Engines;

/// <summary>How strongly a text leads a diffusion, and when.</summary>
public sealed record GuidanceChoice
{
    /// <summary>Largest scale that may be asked for.</summary>
    public const double MaxScale = 100;

    /// <summary>0–100; at 1 and below nothing is led and the negative prompt is not read. Null = 7.5; models distilled with guidance have theirs.</summary>
    public double? Scale { get; init; }

    /// <summary>How far the led output gets the unled one's contrast back, 0–1, default 0; against burnt colours.</summary>
    public double Rescale { get; init; }

    /// <summary>Share of the run from which on the text leads, 0–1, default 0.</summary>
    public double Begin { get; init; }

    /// <summary>Share of the run up to which the text leads, 0–1, default 1.</summary>
    public double End { get; init; } = 1;
}
