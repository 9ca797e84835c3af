using Infill.Imaging;
using Infill.Masks;

namespace Infill.Quality;

/// <summary>Looks at a filled picture, without knowing what was there, and says whether it can be handed on.</summary>
/// <remarks>Parts of the hole that lie apart are judged apart, each with its surroundings; the worst one decides. Holds no state: one instance may
/// serve several threads.</remarks>
/// <param name="options">What it judges by; null = the defaults.</param>
public sealed class Gate(GateOptions? options = null)
{
    /// <summary>Parts with fewer pixels are not judged: no eye and no detector tells their texture.</summary>
    public const int LeastPixels = 200;

    /// <summary>Parts that are judged at most, the largest: more would only cost time.</summary>
    public const int MostParts = 32;

    /// <summary>Parts that <see cref="GateOptions.Maps"/> are asked about at most, the largest.</summary>
    public const int MostMappedParts = 4;

    private readonly GateOptions _options = options ?? new GateOptions();

    /// <summary>Judges the result of a run, whose mask and proof are there already.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="cancellationToken">Looked at between parts.</param>
    public FillVerdict Judge(InpaintResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Judge(result.Image, result.Mask.Composite, result.Proof, cancellationToken);
    }

    /// <summary>Judges a filled picture.</summary>
    /// <param name="before">The picture before the fill.</param>
    /// <param name="after">The filled one, of the same size and format.</param>
    /// <param name="filled">What was filled: values above 0, of the same size.</param>
    /// <param name="cancellationToken">Looked at between parts.</param>
    /// <returns>Blocked if a kept pixel differs; else what the detectors say.</returns>
    /// <exception cref="ArgumentException">Sizes or formats differ.</exception>
    public FillVerdict Judge(Image before, Image after, Mask filled, CancellationToken cancellationToken = default) =>
        Judge(after, filled, KeepCheck.Compare(before, after, filled), cancellationToken);

    private FillVerdict Judge(Image after, Mask filled, KeepProof proof, CancellationToken cancellationToken)
    {
        if (!proof.Holds)
        {
            return Blocked(after, $"{proof.ChangedPixels} of {proof.KeptPixels} kept pixels changed; the result must not be used.");
        }

        var parts = new List<PartVerdict>();
        foreach (PixelRect bounds in MaskClusters.Find(filled, FillView.MarginOf).OrderByDescending(b => b.Area).Take(MostParts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            FillView view = FillView.Cut(after, filled, bounds);
            if (view.HolePixels >= LeastPixels)
            {
                IReadOnlyList<GateMap> maps = parts.Count < MostMappedParts ? _options.Maps : [];
                parts.Add(PartJudge.Judge(view, _options, PartMarks.Read(after, view, maps, cancellationToken)));
            }
        }

        return Combine(after, parts);
    }

    private FillVerdict Combine(Image after, List<PartVerdict> parts)
    {
        Calibration calibration = _options.Calibration;
        double limit = calibration.Limit;
        if (parts.Count == 0)
        {
            // Too small to be judged is no reason to doubt it.
            return Empty(after, VerdictStatus.Completed, calibration.Bias) with { Limit = limit };
        }

        PartVerdict[] bad = [.. parts.Where(p => Calibration.Probability(p.Score) >= limit)];
        return new FillVerdict
        {
            Status = bad.Length > 0 ? VerdictStatus.Degraded : VerdictStatus.Completed,
            Score = parts.Max(p => p.Score),
            Limit = limit,
            Findings = [.. parts.SelectMany(p => p.Findings).GroupBy(f => f.Detector).Select(g => g.MaxBy(f => f.Probability)!)],
            Reasons = [.. bad.SelectMany(GateWords.Describe).Distinct()],
            Heat = HeatMap.Merge(after.Size, bad),
            Models = [.. _options.Maps.Select(map => map.Name)],
        };
    }

    private static FillVerdict Blocked(Image after, string reason) =>
        Empty(after, VerdictStatus.Blocked, double.PositiveInfinity) with { Reasons = [reason] };

    private static FillVerdict Empty(Image after, VerdictStatus status, double score) => new()
    {
        Status = status,
        Score = score,
        Limit = 1,
        Findings = [],
        Reasons = [],
        Heat = new Mask(after.Size, default),
    };
}
