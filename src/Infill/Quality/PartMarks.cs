using Infill.Imaging;
using Infill.Quality.Detectors;

namespace Infill.Quality;

/// <summary>What models mark in one part of a hole.</summary>
internal static class PartMarks
{
    /// <summary>Share of a part's pixels that a model must mark for it to count in full.</summary>
    private const double MarkedShare = 0.05;

    /// <summary>Share of the surroundings that may be marked without excusing the hole.</summary>
    private const double ExcusedShare = 0.25;

    /// <summary>Log-odds by detector. What goes on from the surroundings into the hole does not count: a blemish that was taken off a face leaves a face, and a line of letters that goes through stays one.</summary>
    /// <param name="after">The filled picture.</param>
    /// <param name="view">The part.</param>
    /// <param name="maps">The models.</param>
    /// <param name="cancellationToken">Given to each.</param>
    /// <exception cref="ArgumentException">A mask is not of its picture's size.</exception>
    public static IReadOnlyDictionary<Detector, double> Read(Image after, FillView view, IReadOnlyList<GateMap> maps, CancellationToken cancellationToken)
    {
        var marks = new Dictionary<Detector, double>();
        foreach (GateMap map in maps)
        {
            PixelRect window = map.Detector == Detector.Leftover ? Wide(view, after.Size) : view.Window;
            Mask marked = map.Look(Cut(after, window), cancellationToken);
            marks[map.Detector] = marked.Size == window.Size ? LogOddsOf(marked, window, view) : throw new ArgumentException(
                $"The map of '{map.Name}' is {marked.Size}, the picture is {window.Size}; both must have the same size.");
        }

        return marks;
    }

    // A thing is told from its ground only where there is ground: about three times the hole's sides.
    private static PixelRect Wide(FillView view, PixelSize size) => view.Window.Inflate(Math.Max(view.Width, view.Height) / 2).Intersect(size.Bounds);

    private static Image Cut(Image after, PixelRect window) => ColorProfile.FromSrgb(
        ColorProfile.ToSrgb(after, window), new PixelFormat(ColorModel.Rgb, after.Format.HasAlpha, BitDepth: 8), ImageMetadata.None);

    private static double LogOddsOf(Mask marked, PixelRect window, FillView view)
    {
        (List<float> hole, List<float> around) = ([], []);
        for (int i = 0; i < view.Depth.Length; i++)
        {
            float value = marked[view.Window.X - window.X + (i % view.Width), view.Window.Y - window.Y + (i / view.Width)];
            (view.Depth[i] > 0 ? hole : around).Add(value);
        }

        double excused = around.Count == 0 ? 0 : Statistic.TopMean([.. around], ExcusedShare);
        double mark = Math.Clamp(Statistic.TopMean([.. hole], MarkedShare) - excused, 0.001, 0.999);
        return Math.Log(mark / (1 - mark));
    }
}
