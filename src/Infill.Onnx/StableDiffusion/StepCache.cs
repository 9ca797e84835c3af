namespace Infill.Onnx.StableDiffusion;

/// <summary>A speed mode that is not exact: most steps run only the outer layers of the UNet, and take what its deep layers gave a few steps before.</summary>
/// <remarks>Ma, Fang, Wang 2024, "DeepCache: Accelerating Diffusion Models for Free": deep features change slowly from step to step.
/// Whole evaluations come at even intervals (their uniform schedule).</remarks>
public sealed record StepCache
{
    /// <summary>Longer intervals save little more, and leave features of another noise level.</summary>
    public const int MostInterval = 10;

    /// <summary>Deeper than this nothing is saved in any known UNet.</summary>
    public const int MostDepth = 8;

    /// <summary>Every how many steps the whole UNet runs, 1–10, default 3; 1 is exact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1–10.</exception>
    public int Interval
    {
        get;
        init => field = value is >= 1 and <= MostInterval ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"The step cache's interval is {value}, must be 1 to {MostInterval}.");
    } = 3;

    /// <summary>How many layers of the way up, counted from the output, every step computes anew, 1–8, default 2: with fewer it is faster and further from exact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1–8.</exception>
    public int Depth
    {
        get;
        init => field = value is >= 1 and <= MostDepth ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"The step cache's depth is {value}, must be 1 to {MostDepth}.");
    } = 2;

    /// <summary>Whether an evaluation may take what a whole one gave.</summary>
    /// <param name="whole">Number of the last whole evaluation.</param>
    /// <param name="index">Number of this one; a run that jumped back behind the whole one computes anew.</param>
    public bool Reuses(int whole, int index) => index >= whole && index - whole < Interval;
}
