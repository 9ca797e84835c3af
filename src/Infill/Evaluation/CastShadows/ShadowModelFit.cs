using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Masks.CastShadows;

namespace Infill.Evaluation.CastShadows;

/// <summary>Fits the model that says whether a supposed shadow is one, on scenes of which it is known.</summary>
public sealed class ShadowModelFit : IModelFit
{
    // Lit scenes of the held-out photos that may be taken for shaded ones.
    private const double FalseShare = 0.015;

    private readonly BeliefFit _fit = new(ShadowModel.Kind, FalseShare);

    /// <inheritdoc/>
    public int Scenes => _fit.Scenes;

    /// <inheritdoc/>
    public void Add(string photo, GroundScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ShadowView? view = ShadowFinder.ViewOf(scene.Input, scene.Subject);
        _fit.Add(photo, !scene.HasEffect, view is null ? [] : ShadowFinder.Candidates(view)
            .Select(one => (scene.IsTrue(ShadowOutline.ToPicture(view, one.Outline, scene.Subject)), one.Measures)));
    }

    /// <inheritdoc/>
    public string ToJson(string fittedOn) => _fit.ToJson(fittedOn);
}
