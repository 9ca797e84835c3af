using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Infill.Masks.Reflections;

/// <summary>How well ground agrees with a mirrored object: sums over the pixels where both are known, per band.</summary>
internal readonly struct MirrorMatch
{
    private readonly BandSums _fine;
    private readonly BandSums _coarse;

    private MirrorMatch(BandSums fine, BandSums coarse, double count) => (_fine, _coarse, Count) = (fine, coarse, count);

    /// <summary>Pixels of ground that were compared.</summary>
    public double Count { get; }

    /// <summary>Share of the mirrored object in the ground at the mirror line, by least squares in the coarse band, which blur hardly weakens.</summary>
    public double Share => _coarse.Share;

    /// <summary>Correlation of ground and mirrored object in a band, −1…1.</summary>
    public double Correlation(int band) => (band == 0 ? _fine : _coarse).Correlation;

    /// <summary>Logarithm of how much likelier the ground is with the mirrored object in it than without; 0 and more.</summary>
    /// <remarks>−n/2·ln(1 − ρ²) per band, of two normal variables with correlation ρ over n independent samples.</remarks>
    /// <param name="view">For the number of independent samples.</param>
    public double Evidence(ReflectionView view) => _fine.Evidence(Count / view.Grain(0)) + _coarse.Evidence(Count / view.Grain(1));

    /// <summary>Compares.</summary>
    /// <param name="view">Object and ground.</param>
    /// <param name="guess">What to compare.</param>
    /// <param name="step">1 for every pixel, 2 for every second in both directions.</param>
    public static MirrorMatch Of(ReflectionView view, MirrorGuess guess, int step)
    {
        (Vector256<float> ground, Vector256<float> mirrored, Vector256<float> cross) = (default, default, default);
        int count = 0;
        double length = guess.Line.Squeeze * view.Object.Height;
        float fade = (float)Math.Exp(-step / (guess.Fade * length));
        ReadOnlySpan<Vector256<float>> grounds = MemoryMarshal.Cast<float, Vector256<float>>(view.Ground), things = MemoryMarshal.Cast<float, Vector256<float>>(view.Thing);
        for (int x = Math.Max(0, guess.Left + guess.Shift); x < Math.Min(view.Size.Width, guess.Right + guess.Shift); x += step)
        {
            double fromCentre = view.FromCentre(x - guess.Shift), line = guess.Line.At(fromCentre);
            int top = Math.Max(0, (int)Math.Ceiling(line));
            int bottom = Math.Min(view.Size.Height, (int)(line + (length * 1.05)) + 2);
            float weight = (float)Math.Exp(-(top + 0.5 - line) / (guess.Fade * length));
            for (int y = top; y < bottom; y += step, weight *= fade)
            {
                int at = (y * view.Size.Width) + x;
                float source = (float)guess.Line.Source(fromCentre, y + 0.5) - 0.5f;
                if (!view.Seen[at] || source < 0 || source >= view.Size.Height - 1)
                {
                    continue;
                }

                int from = ((int)source * view.Size.Width) + x - guess.Shift;
                Vector256<float> upper = things[from], image = weight * (upper + ((source - (int)source) * (things[from + view.Size.Width] - upper)));
                ground += grounds[at] * grounds[at];
                mirrored += image * image;
                cross += grounds[at] * image;
                count++;
            }
        }

        return new MirrorMatch(
            new BandSums(ground.GetLower(), mirrored.GetLower(), cross.GetLower()),
            new BandSums(ground.GetUpper(), mirrored.GetUpper(), cross.GetUpper()),
            count * step * step);
    }

    /// <summary>Sums of a band: red, green, blue, and 0.</summary>
    private readonly record struct BandSums(Vector128<float> Ground, Vector128<float> Mirrored, Vector128<float> Cross)
    {
        private const double MostAgreement = 0.999;
        private const double Least = 1e-9;

        public double Share => Vector128.Sum(Cross) / Math.Max(Least, Vector128.Sum(Mirrored));

        public double Correlation => Vector128.Sum(Cross) / Math.Max(Least, Math.Sqrt((double)Vector128.Sum(Ground) * Vector128.Sum(Mirrored)));

        public double Evidence(double samples) =>
            Correlation <= 0 ? 0 : -0.5 * samples * Math.Log(1 - Math.Min(MostAgreement, Correlation * Correlation));
    }
}
