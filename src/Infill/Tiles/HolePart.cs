using System.Runtime.InteropServices;
using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>A set of hole pixels that is never divided any further.</summary>
/// <param name="Bounds">Tight bounds in picture coordinates.</param>
/// <param name="PixelCount">Pixels in all runs.</param>
/// <param name="Runs">The pixels, row by row.</param>
internal sealed record HolePart(PixelRect Bounds, long PixelCount, List<PixelRun> Runs)
{
    /// <summary>Mean thickness along the longer side: a disc has 0.79 of its diameter, a scratch its width.</summary>
    public double Thickness => (double)PixelCount / LongerSide;

    public int LongerSide => Math.Max(Bounds.Width, Bounds.Height);

    public int ShorterSide => Math.Min(Bounds.Width, Bounds.Height);

    /// <summary>A part with the tight bounds of the given runs.</summary>
    public static HolePart FromRuns(List<PixelRun> runs)
    {
        int left = int.MaxValue, top = int.MaxValue, right = int.MinValue, bottom = int.MinValue;
        long count = 0;
        foreach (PixelRun run in CollectionsMarshal.AsSpan(runs))
        {
            left = Math.Min(left, run.X);
            top = Math.Min(top, run.Y);
            right = Math.Max(right, run.Right);
            bottom = Math.Max(bottom, run.Y + 1);
            count += run.Length;
        }

        return new HolePart(PixelRect.FromEdges(left, top, right, bottom), count, runs);
    }
}
