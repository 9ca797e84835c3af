using Infill.Evaluation.Calibrating;
using Infill.Masks.CastShadows;

namespace Infill.Evaluation.CastShadows;

/// <summary>Fits the model that says whether a supposed shadow is one, on scenes of which it is known.</summary>
public sealed class ShadowModelFit
{
    private const double Ridge = 0.02;

    // Intersection over union with the true shadow: from here a candidate is one; below the other it is none; between, it teaches nothing.
    private const double TrueOverlap = 0.5;
    private const double FalseOverlap = 0.3;

    private const int Folds = 7;

    // Lit scenes of the held-out photos that may be taken for shaded ones.
    private const double FalseShare = 0.015;

    private readonly List<Row> _rows = [];
    private readonly HashSet<string> _photos = [];
    private int _scenes;

    /// <summary>Scenes so far.</summary>
    public int Scenes => _scenes;

    /// <summary>Looks at one more scene.</summary>
    /// <param name="photo">Name of its photo, without folders: scenes of a photo are held out together.</param>
    /// <param name="scene">With a shadow or without.</param>
    public void Add(string photo, ShadowScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        _photos.Add(photo);
        int number = _scenes++;
        if (ShadowFinder.ViewOf(scene.Input, scene.Subject) is not ShadowView view)
        {
            return;
        }

        bool isLit = scene.Shade.CountFilled() == 0;
        foreach (ShadowCandidate one in ShadowFinder.Candidates(view))
        {
            double overlap = isLit ? 0 : ShadowTrial.OverlapOf(ShadowOutline.ToPicture(view, one.Outline, scene.Subject), scene.Shade);
            _rows.Add(new Row(photo, number, isLit, overlap, one.Measures));
        }
    }

    /// <summary>The model as the text of its file.</summary>
    /// <param name="date">Day that it is fitted on, "2026-11-26".</param>
    /// <exception cref="InvalidDataException">There is no candidate that is a shadow, or none that is not.</exception>
    public string ToJson(string date)
    {
        string[] photos = [.. _photos.Order(StringComparer.Ordinal)];
        var scores = new List<double>();
        for (int fold = 0; fold < Folds; fold++)
        {
            HashSet<string> held = [.. photos.Where((_, i) => i % Folds == fold)];
            if (held.Count > 0 && Fit([.. _rows.Where(row => !held.Contains(row.Photo))], date) is ShadowModel model)
            {
                IEnumerable<Row> lit = _rows.Where(row => row.IsLit && held.Contains(row.Photo));
                scores.AddRange(lit.GroupBy(row => row.Scene).Select(scene => scene.Max(row => model.LogOdds(row.Measures))));
            }
        }

        ShadowModel? all = Fit(_rows, date);
        return all is null || scores.Count == 0
            ? throw new InvalidDataException($"{_scenes} scenes give no shadow and no lit ground to tell apart; a fit needs photos with both, of at least two names.")
            : (all with { Limit = Roc.LimitFor(scores, FalseShare) }).ToJson();
    }

    private ShadowModel? Fit(IReadOnlyList<Row> rows, string date)
    {
        Row[] known = [.. rows.Where(row => row.Overlap is >= TrueOverlap or < FalseOverlap)];
        bool[] isShadow = [.. known.Select(row => row.Overlap >= TrueOverlap)];
        if (!isShadow.Contains(true) || !isShadow.Contains(false))
        {
            return null;
        }

        int count = ShadowMeasures.Names.Count;
        double[] centres = [.. Enumerable.Range(0, count).Select(k => known.Average(row => row.Measures[k]))];
        double[] scales = [.. Enumerable.Range(0, count).Select(k => Math.Max(1e-3, Math.Sqrt(known.Average(row => Math.Pow(row.Measures[k] - centres[k], 2)))))];
        double[][] rowsOf = [.. known.Select(row => row.Measures.Select((value, k) => ShadowModel.Standardise(value, centres[k], scales[k])).ToArray())];
        (double[] weights, double bias) = LogisticFit.Fit(rowsOf, isShadow, Ridge, isMonotone: false);
        return new ShadowModel
        {
            Date = date,
            Data = [.. _photos.Order(StringComparer.Ordinal)],
            Scenes = _scenes,
            Measures = ShadowMeasures.Names,
            Centres = centres,
            Scales = scales,
            Weights = weights,
            Bias = bias,
            Limit = 0,
        };
    }

    private sealed record Row(string Photo, int Scene, bool IsLit, double Overlap, IReadOnlyList<double> Measures);
}
