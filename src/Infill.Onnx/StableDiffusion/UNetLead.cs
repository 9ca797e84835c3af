using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>Everything that leads the UNet through a run and does not change on the way.</summary>
internal sealed record UNetLead
{
    /// <summary>What the fill should show.</summary>
    public required TextCondition Positive { get; init; }

    /// <summary>What it should not show; null for runs without guidance.</summary>
    public TextCondition? Negative { get; init; }

    /// <summary>Planes beside the latents: the mask and the masked picture's latents of inpainting models, 5×h×w; null for others.</summary>
    public FloatImage? Beside { get; init; }

    /// <summary>SDXL: original height and width, top and left of the crop, target height and width, in pixels.</summary>
    public float[]? TimeIds { get; init; }

    /// <summary>Consistency models: the embedded guidance scale.</summary>
    public float[]? TimeCondition { get; init; }

    /// <summary>Control networks, summed.</summary>
    public IReadOnlyList<ControlUnit> Controls { get; init; } = [];
}
