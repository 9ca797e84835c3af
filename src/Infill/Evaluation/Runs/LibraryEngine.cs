using Infill.Engines;
using Infill.Evaluation.Cases;
using Infill.Workflows;

namespace Infill.Evaluation.Runs;

/// <summary>An engine of this library, run as whole jobs: exactly inside the mask, with the blend stage.</summary>
/// <param name="engines">Where the engine is found.</param>
/// <param name="info">Its record.</param>
/// <param name="threads">Worker threads, 0 = one per core.</param>
/// <param name="processorTime">Processor time of this process, or null if other work runs beside the fills.</param>
/// <param name="time">Clock; null = the system's.</param>
public sealed class LibraryEngine(
    EngineCatalog engines, EvalEngine info, int threads = 0, Func<TimeSpan>? processorTime = null, TimeProvider? time = null) : IEvalEngine
{
    private readonly Inpainter _inpainter = new(engines, time);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public EvalEngine Info => info;

    /// <summary>Its name in the catalog, default that of <see cref="Info"/>.</summary>
    public string Engine { get; init; } = info.Name;

    /// <summary>What the fills are asked for beside seed and threads, such as a prompt and steps.</summary>
    public FillOptions Options { get; init; } = new();

    /// <inheritdoc/>
    public EvalFill Fill(CasePictures pictures, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        InpaintRequest request = FillRegion.ToRequest(pictures.Input, pictures.Mask, Engine, new InpaintOptions
        {
            Mask = FillRegion.ExactMask,
            Fill = Options with { Seed = seed, Threads = threads },
            KeepStages = true,
        });
        TimeSpan? processorBefore = processorTime?.Invoke();
        long start = _time.GetTimestamp();
        InpaintResult result = _inpainter.Run(request, progress: null, cancellationToken);
        return new EvalFill
        {
            Picture = result.Image,
            Confidence = FillConfidence.Of(result.Stages),
            Warnings = result.Warnings,
            Seconds = _time.GetElapsedTime(start).TotalSeconds,
            CpuSeconds = (processorTime?.Invoke() - processorBefore)?.TotalSeconds,
        };
    }
}
