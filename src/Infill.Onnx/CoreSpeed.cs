namespace Infill.Onnx;

/// <summary>What networks take of one processor core of a desktop machine of 2022: for estimates before a run, never for decisions.</summary>
internal static class CoreSpeed
{
    /// <summary>In 32-bit floats: a step of Stable Diffusion 1.5 at 512×512, 0.80 TFLOP, takes ten seconds of processor time.</summary>
    public const double OperationsPerSecond = 80e9;

    /// <summary>Reading, checking and packing weights anew: a UNet of 3.4 GB takes 17 seconds of processor time.</summary>
    public const double OpeningSecondsPerByte = 5e-9;
}
