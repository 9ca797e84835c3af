using Infill.Imaging;

namespace Infill.Tiles;

/// <summary>The blend stage: joins what an engine generated to the original tile.</summary>
public static class TileBlend
{
    // A method that touches more pixels has to be clearly better.
    private const double LeastGain = 0.05;

    /// <summary>Matches colours, joins by the chosen method, matches grain.</summary>
    /// <param name="tile">The tile as the engine saw it. Not modified.</param>
    /// <param name="generated">The engine's picture: size and channels of the tile, finite values in 0…1. Not modified.</param>
    /// <param name="composite">Tile-sized; how much of the generated pixel is shown. Not modified.</param>
    /// <param name="options">Method, ring width, what to match.</param>
    /// <param name="seed">Seed of the synthetic grain.</param>
    /// <returns>A tile that is bit for bit the original where <paramref name="composite"/> is 0; the same bits for any number of threads.</returns>
    /// <exception cref="ArgumentException">Sizes or channels differ, or a generated value that would show is not finite or outside 0…1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static BlendOutcome Join(Tile tile, FloatImage generated, Mask composite, BlendOptions options, int seed)
    {
        Check(tile, generated, composite, options);
        BlendWindow? window = BlendWindow.Cut(tile, generated, composite, options);
        if (window is null)
        {
            BlendMethod method = options.Method == BlendMethod.Auto ? BlendMethod.Feather : options.Method;
            return new BlendOutcome { Image = tile.Image.Clone(), Method = method };
        }

        CheckValues(window);
        ColorMatchReport? color = null;
        if (options.ColorMatch)
        {
            (window, color) = ColorMatch.Apply(window);
        }

        (FloatImage joined, List<BlendTrial> trials, int chosen) = options.Method == BlendMethod.Auto
            ? Choose(window, options.SeamLimit)
            : UseOne(window, options.Method);
        GrainReport? grain = null;
        if (options.GrainMatch)
        {
            (joined, grain) = GrainMatch.Apply(window, joined, seed);
        }

        return new BlendOutcome
        {
            Image = window.Paste(tile.Image, joined),
            Method = trials[chosen].Method,
            Trials = trials,
            Color = color,
            Grain = grain,
        };
    }

    private static (FloatImage Joined, List<BlendTrial> Trials, int Chosen) UseOne(BlendWindow window, BlendMethod method)
    {
        FloatImage joined = Blend(window, method, SeamMismatch.Measure(window));
        return (joined, [new BlendTrial(method, SeamScore.Measure(window, joined), "Used because it was asked for by name.")], 0);
    }

    private static (FloatImage Joined, List<BlendTrial> Trials, int Chosen) Choose(BlendWindow window, double limit)
    {
        FloatImage best = Blend(window, BlendMethod.Feather, null);
        double score = SeamScore.Measure(window, best);
        if (score <= limit)
        {
            return (best, [new BlendTrial(BlendMethod.Feather, score, $"Kept: the seam's {score:0.00} is within the limit of {limit:0.00}.")], 0);
        }

        var trials = new List<BlendTrial> { new(BlendMethod.Feather, score, $"Not enough alone: {score:0.00} is above the limit of {limit:0.00}.") };
        SeamMismatch mismatch = SeamMismatch.Measure(window);
        int chosen = 0;
        foreach (BlendMethod method in (BlendMethod[])[BlendMethod.Multiband, BlendMethod.Poisson])
        {
            FloatImage joined = Blend(window, method, mismatch);
            double next = SeamScore.Measure(window, joined);
            bool better = IsBetter(next, trials[chosen].SeamScore);
            trials.Add(new BlendTrial(method, next, Explain(method, next, trials[chosen], limit)));
            (best, chosen) = better ? (joined, trials.Count - 1) : (best, chosen);
            if (better && next <= limit)
            {
                break;
            }
        }

        return (best, trials, chosen);
    }

    private static FloatImage Blend(BlendWindow window, BlendMethod method, SeamMismatch? mismatch)
    {
        FloatImage fill = mismatch is null || mismatch.IsZero ? window.Generated : method switch
        {
            BlendMethod.Multiband => MultibandBlend.Correct(window, mismatch),
            BlendMethod.Poisson => PoissonBlend.Correct(window, mismatch),
            _ => window.Generated,
        };
        return FeatherBlend.Apply(window, fill);
    }

    // A seam much smoother than its neighbourhood shows as well: the distance to 1 counts, as a ratio.
    private static bool IsBetter(double score, double best) =>
        Math.Abs(Math.Log(Math.Max(score, 1e-3))) < Math.Abs(Math.Log(Math.Max(best, 1e-3))) - LeastGain;

    private static string Explain(BlendMethod method, double score, BlendTrial best, double limit) =>
        !IsBetter(score, best.SeamScore) ? $"Dropped: {score:0.00} is no clear gain over {best.SeamScore:0.00} of {best.Method}."
        : score <= limit ? $"Kept: {method} brings the seam from {best.SeamScore:0.00} to {score:0.00}, within the limit of {limit:0.00}."
        : $"Best so far: {method} brings the seam from {best.SeamScore:0.00} to {score:0.00}, still above the limit of {limit:0.00}.";

    private static void Check(Tile tile, FloatImage generated, Mask composite, BlendOptions options)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(composite);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RingPx, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.RingPx, 256);
        if (!(options.SeamLimit is >= 1 and <= 10))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.SeamLimit, "The seam limit must lie in 1–10.");
        }

        if (generated.Size != tile.Image.Size || generated.Channels != tile.Image.Channels || tile.Image.Channels is not (3 or 4))
        {
            throw new ArgumentException(
                $"Generated tile is {generated.Size} with {generated.Channels} channels, the tile is {tile.Image.Size} with {tile.Image.Channels}; both must agree, with 3 or 4 channels.",
                nameof(generated));
        }

        if (composite.Size != tile.Image.Size || tile.Mask.Size != tile.Image.Size || (tile.Unknown ?? composite).Size != tile.Image.Size)
        {
            throw new ArgumentException($"Every mask must have the tile's size {tile.Image.Size}; the composite mask is {composite.Size}.", nameof(composite));
        }
    }

    private static void CheckValues(BlendWindow window)
    {
        foreach (float value in window.Generated.Values)
        {
            if (!(value is >= 0 and <= 1))
            {
                throw new ArgumentException($"The generated tile holds {value} beside or in the hole; engines must give finite values in 0–1.", nameof(window));
            }
        }
    }
}
