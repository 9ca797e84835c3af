using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Masks.CastShadows;
using Infill.Masks.Reflections;

namespace Infill.Evaluation.Reflections;

/// <summary>Fits the model that says whether a supposed reflection is one, on scenes of which it is known.</summary>
public sealed class ReflectionModelFit : IModelFit
{
    // Fewer than of shadows, as most ground mirrors nothing.
    private const double FalseShare = 0.01;

    private readonly BeliefFit _fit = new(ReflectionModel.Kind, FalseShare);

    /// <inheritdoc/>
    public int Scenes => _fit.Scenes;

    /// <inheritdoc/>
    public void Add(string photo, GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var supposed = new List<(bool? IsTrue, IReadOnlyList<double> Measures)>();
        if (ShadowFinder.ViewOf(scene.Input, scene.Subject) is ShadowView shadows)
        {
            var view = ReflectionView.Of(shadows);
            MirrorGuess best = MirrorSearch.Find(view);
            supposed.Add((scene.IsTrue(ShadowOutline.ToPicture(shadows, ReflectionFinder.Outline(view, best), scene.Subject)), ReflectionMeasures.Of(view, best)));
        }

        _fit.Add(photo, !scene.HasEffect, supposed);
    }

    /// <inheritdoc/>
    public string ToJson(string fittedOn) => _fit.ToJson(fittedOn);
}
