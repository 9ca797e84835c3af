using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Masks.CastShadows;

namespace Infill.Evaluation.CastShadows;

/// <summary>Fits the model that says whether a supposed shadow is one, on scenes of which it is known.</summary>
public sealed class ShadowModelFit
{
    // Lit scenes of the held-out photos that may be taken for shaded ones.
    private const double FalseShare = 0.015;

    private readonly BeliefFit _fit = new(ShadowModel.Kind, FalseShare);

    /// <summary>Scenes so far.</summary>
    public int Scenes => _fit.Scenes;

    /// <summary>Looks at one more scene.</summary>
    /// <param name="photo">Name of its photo, without folders: scenes of a photo are held out together.</param>
    /// <param name="scene">With a shadow or without.</param>
    public void Add(string photo, GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ShadowView? view = ShadowFinder.ViewOf(scene.Input, scene.Subject);
        _fit.Add(photo, !scene.HasEffect, view is null ? [] : ShadowFinder.Candidates(view)
            .Select(one => (scene.IsTrue(ShadowOutline.ToPicture(view, one.Outline, scene.Subject)), one.Measures)));
    }

    /// <summary>The model as the text of its file.</summary>
    /// <param name="date">Day that it is fitted on, "2026-11-26".</param>
    /// <exception cref="InvalidDataException">There is no candidate that is a shadow, or none that is not.</exception>
    public string ToJson(string date) => _fit.ToJson(date);
}
