namespace Infill.Onnx;

/// <summary>What networks are computed on.</summary>
public enum OnnxDevice
{
    /// <summary>The processor; in every build.</summary>
    Cpu,

    /// <summary>NVIDIA's cards; in builds with <c>-p:InfillDevice=cuda</c>.</summary>
    Cuda,

    /// <summary>Any card under Windows; in builds with <c>-p:InfillDevice=directml</c>.</summary>
    DirectMl,

    /// <summary>Apple's processors; in every build for macOS.</summary>
    CoreMl,
}
