using Infill.Imaging;

namespace Infill.Onnx.StableDiffusion;

/// <summary>A control network with its picture.</summary>
/// <param name="Network">The control network; not owned.</param>
/// <param name="Picture">3×H×W in the range that the network was trained on (0…1; −1 in the hole of inpainting controls), of the run's size.</param>
public sealed record ControlUnit(OnnxModel Network, FloatImage Picture)
{
    /// <summary>Weight of its influence, 0–2, default 1.</summary>
    public float Scale { get; init; } = 1f;

    /// <summary>Share of the run, 0–1 (default 0), from which on it acts.</summary>
    public double Start { get; init; }

    /// <summary>Share of the run, 0–1 (default 1), up to which it acts.</summary>
    public double End { get; init; } = 1;

    /// <summary>The reference's rule: a step counts if it lies wholly inside.</summary>
    public bool ActsAt(int index, int count) => (double)index / count >= Start && (double)(index + 1) / count <= End;
}
