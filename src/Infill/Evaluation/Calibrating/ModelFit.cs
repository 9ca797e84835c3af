using Infill.Evaluation.Cases;
using Infill.Imaging;
using Infill.Masks.Beliefs;
using Infill.Masks.CastShadows;
using Infill.Masks.Reflections;

namespace Infill.Evaluation.Calibrating;

/// <summary>Fits the model that says whether a supposed shadow or reflection is one, on scenes of which it is known.</summary>
public sealed class ModelFit
{
    // Scenes without, of photos that were held out, that may be taken for ones with. Most ground mirrors nothing.
    private const double FalseShadows = 0.015;
    private const double FalseReflections = 0.01;

    private const double Ridge = 0.02;

    private const int Folds = 7;

    private readonly BeliefKind _kind;
    private readonly double _falseShare;
    private readonly Func<ShadowView, IEnumerable<(Mask Outline, IReadOnlyList<double> Measures)>> _suppose;
    private readonly List<Row> _rows = [];
    private readonly HashSet<string> _photos = [];

    private ModelFit(BeliefKind kind, double falseShare, Func<ShadowView, IEnumerable<(Mask Outline, IReadOnlyList<double> Measures)>> suppose) =>
        (_kind, _falseShare, _suppose) = (kind, falseShare, suppose);

    /// <summary>Scenes so far.</summary>
    public int Scenes { get; private set; }

    /// <summary>A fit of the model that tells shadows from chance.</summary>
    public static ModelFit OfShadows() => new(ShadowModel.Kind, FalseShadows, view => ShadowFinder.Candidates(view).Select(one => (one.Outline, one.Measures)));

    /// <summary>A fit of the model that tells reflections from chance.</summary>
    public static ModelFit OfReflections() => new(ReflectionModel.Kind, FalseReflections, view => [ReflectionFinder.Candidate(ReflectionView.Of(view))]);

    /// <summary>Looks at one more scene.</summary>
    /// <param name="photo">Name of its photo, without folders: scenes of a photo are held out together.</param>
    /// <param name="scene">With what is looked for or without.</param>
    public void Add(string photo, GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        _photos.Add(photo);
        int number = Scenes++;
        if (ShadowFinder.ViewOf(scene.Input, scene.Subject) is ShadowView view)
        {
            _rows.AddRange(_suppose(view).Select(one =>
                new Row(photo, number, !scene.HasEffect, scene.IsTrue(ShadowOutline.ToPicture(view, one.Outline, scene.Subject)), one.Measures)));
        }
    }

    /// <summary>The model as the text of its file.</summary>
    /// <param name="date">Day that it is fitted on, "2026-11-26".</param>
    /// <exception cref="InvalidDataException">Nothing that was supposed is true, or nothing is false.</exception>
    public string ToJson(string date)
    {
        string[] photos = [.. _photos.Order(StringComparer.Ordinal)];
        var scores = new List<double>();
        for (int fold = 0; fold < Folds; fold++)
        {
            HashSet<string> held = [.. photos.Where((_, i) => i % Folds == fold)];
            if (held.Count > 0 && Fit([.. _rows.Where(row => !held.Contains(row.Photo))], date) is BeliefModel model)
            {
                IEnumerable<Row> plain = _rows.Where(row => row.IsPlain && held.Contains(row.Photo));
                scores.AddRange(plain.GroupBy(row => row.Scene).Select(scene => scene.Max(row => model.LogOdds(row.Measures))));
            }
        }

        BeliefModel? all = Fit(_rows, date);
        return all is null || scores.Count == 0
            ? throw new InvalidDataException($"{Scenes} scenes give no {_kind.Name} and no ground without to tell apart; a fit needs photos with both, of at least two names.")
            : (all with { Limit = Roc.LimitFor(scores, _falseShare) }).ToJson();
    }

    private BeliefModel? Fit(IReadOnlyList<Row> rows, string date)
    {
        Row[] known = [.. rows.Where(row => row.IsTrue is not null)];
        bool[] isTrue = [.. known.Select(row => row.IsTrue == true)];
        if (!isTrue.Contains(true) || !isTrue.Contains(false))
        {
            return null;
        }

        int count = _kind.Measures.Count;
        double[] centres = [.. Enumerable.Range(0, count).Select(k => known.Average(row => row.Measures[k]))];
        double[] scales = [.. Enumerable.Range(0, count).Select(k => Math.Max(1e-3, Math.Sqrt(known.Average(row => Math.Pow(row.Measures[k] - centres[k], 2)))))];
        double[][] rowsOf = [.. known.Select(row => row.Measures.Select((value, k) => BeliefModel.Standardise(value, centres[k], scales[k])).ToArray())];
        (double[] weights, double bias) = LogisticFit.Fit(rowsOf, isTrue, Ridge, isMonotone: false);
        return new BeliefModel
        {
            Date = date,
            Data = [.. _photos.Order(StringComparer.Ordinal)],
            Scenes = Scenes,
            Measures = _kind.Measures,
            Centres = centres,
            Scales = scales,
            Weights = weights,
            Bias = bias,
            Limit = 0,
        };
    }

    private sealed record Row(string Photo, int Scene, bool IsPlain, bool? IsTrue, IReadOnlyList<double> Measures);
}
