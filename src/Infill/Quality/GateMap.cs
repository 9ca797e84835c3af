using Infill.Imaging;

namespace Infill.Quality;

/// <summary>A model that marks what a detector looks for. It only ever adds to what the detector measures itself.</summary>
/// <param name="Detector">The detector that it adds to.</param>
/// <param name="Name">What it is called in verdicts: "u2netp".</param>
/// <param name="Look">From a picture (a part of the hole with its surroundings) to a mask of its size, 0 = ground … 1 = marked. May be called from several threads.</param>
public sealed record GateMap(Detector Detector, string Name, Func<Image, CancellationToken, Mask> Look);
