using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Masks.CastShadows;
using Infill.Masks.Reflections;

namespace Infill.Evaluation.Reflections;

/// <summary>Fits the model that says whether a supposed reflection is one, on scenes of which it is known.</summary>
public sealed class ReflectionModelFit
{
    // Fewer than of shadows, as most ground mirrors nothing.
    private const double FalseShare = 0.01;

    private readonly BeliefFit _fit = new(ReflectionModel.Kind, FalseShare);

    /// <summary>Scenes so far.</summary>
    public int Scenes => _fit.Scenes;

    /// <summary>Looks at one more scene.</summary>
    /// <param name="photo">Name of its photo, without folders: scenes of a photo are held out together.</param>
    /// <param name="scene">With a reflection or without.</param>
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

    /// <summary>The model as the text of its file.</summary>
    /// <param name="date">Day that it is fitted on, "2026-11-27".</param>
    /// <exception cref="InvalidDataException">Nothing that was supposed is a reflection, or everything is.</exception>
    public string ToJson(string date) => _fit.ToJson(date);
}
