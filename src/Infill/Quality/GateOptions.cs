using Infill.Imaging;

namespace Infill.Quality;

/// <summary>What the gate judges by.</summary>
public sealed record GateOptions
{
    /// <summary>From measurements to probabilities, default <see cref="Calibration.Default"/>.</summary>
    public Calibration Calibration { get; init; } = Calibration.Default;

    /// <summary>Worker threads, 0–1024, default 0 = one per core. Never changes a verdict.</summary>
    public int Threads { get; init; }

    /// <summary>A model that marks what stands out: from a picture to a mask of its size, 0 = ground … 1 = thing; null (default) = the
    /// calibrated measure of strange patches alone. It only ever adds to what <see cref="Detector.Leftover"/> finds.</summary>
    public Func<Image, CancellationToken, Mask>? Saliency { get; init; }

    /// <summary>A model that marks text, as <see cref="Saliency"/> does things; it adds to what <see cref="Detector.Text"/> finds.</summary>
    public Func<Image, CancellationToken, Mask>? TextMap { get; init; }
}
