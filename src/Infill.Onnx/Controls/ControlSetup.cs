using Infill.Imaging;

namespace Infill.Onnx.Controls;

/// <summary>A control network (Zhang et al. 2023) beside a model, and what it is shown.</summary>
public sealed record ControlSetup
{
    /// <summary>Largest weight.</summary>
    public const float MaxScale = 2;

    /// <summary>Weight unless another is asked for: that of the reference's inpainting.</summary>
    public const float DefaultScale = 0.5f;

    /// <summary>A diffusers folder of a <c>ControlNetModel</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What it is shown.</summary>
    public required ControlKind Kind { get; init; }

    /// <summary>Weight of its influence, 0–2, default <see cref="DefaultScale"/>.</summary>
    public float Scale { get; init; } = DefaultScale;

    /// <summary>Share of the run, 0–1 (default 0), from which on it acts.</summary>
    public double Start { get; init; }

    /// <summary>Share of the run, from <see cref="Start"/> to 1 (default 1), up to which it acts.</summary>
    public double End { get; init; } = 1;

    /// <summary>For <see cref="ControlKind.Map"/>: of the size of the picture that is filled, so that it is cut and scaled as the picture is. Not modified; null for other kinds.</summary>
    public Image? Map { get; init; }

    /// <summary>Everything that is wrong with it, one sentence each.</summary>
    internal IEnumerable<string> FindReasons()
    {
        if (!(Scale is >= 0 and <= MaxScale))
        {
            yield return $"The control network's scale is {Scale}; it must be in 0–{MaxScale}.";
        }

        if (!(Start >= 0 && Start <= End && End <= 1))
        {
            yield return $"The control network acts from {Start} to {End} of the run; both must be in 0–1 and rise.";
        }

        if (Kind == ControlKind.Map != Map is not null)
        {
            yield return Map is null ? "A control network that is shown a map needs one." : $"A control network that is shown '{Kind}' takes no map.";
        }
    }
}
