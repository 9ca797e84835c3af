using Infill.Imaging;

namespace Infill.Quality;

/// <summary>What the gate says of one part of the hole.</summary>
/// <param name="Score">Log-odds that something is wrong.</param>
/// <param name="Findings">One per detector that had something to go by.</param>
/// <param name="Window">Where the part's view lies in the picture.</param>
/// <param name="Heat">Per pixel of the window, 0 = nothing … 1 = strongest.</param>
internal sealed record PartVerdict(double Score, IReadOnlyList<TraceFinding> Findings, PixelRect Window, float[] Heat);
