using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Masks.Beliefs;
using Infill.Masks.CastShadows;
using Infill.Masks.Reflections;

namespace Infill.Tests.Evaluation.Reflections;

public sealed class ReflectionModelFitTests
{
    [Fact]
    public void ToJson_MirroringAndPlainScenes_TellsThemApart()
    {
        var fit = ModelFit.OfReflections();
        foreach (int number in Enumerable.Range(1, 4))
        {
            fit.Add($"photo{number}.jpg", MadeReflection.Of(0.2 + (0.1 * number), 20 + number));
            fit.Add($"photo{number}.jpg", MadeReflection.Of(0, 60 + number));
        }

        BeliefModel model = BeliefModel.Parse(fit.ToJson("2026-01-02"), ReflectionModel.Kind);

        Assert.Equal(("2026-01-02", 8, 8), (model.Date, model.Scenes, fit.Scenes));
        Assert.True(OddsOf(model, MadeReflection.Of(0.35, 31)) > Math.Max(model.Limit, OddsOf(model, MadeReflection.Of(0, 71)) + 1));
    }

    [Fact]
    public void ToJson_OneKindOfScenes_SaysWhatIsMissing()
    {
        var fit = ModelFit.OfReflections();
        fit.Add("a.jpg", MadeReflection.Of(0.4, 20));

        Assert.Contains("1 scenes give no reflections and no ground without", Assert.Throws<InvalidDataException>(() => fit.ToJson("2026-01-02")).Message, StringComparison.Ordinal);
    }

    private static double OddsOf(BeliefModel model, GroundScene scene)
    {
        var view = ReflectionView.Of(ShadowFinder.ViewOf(scene.Input, scene.Subject)!);
        return model.LogOdds(ReflectionMeasures.Of(view, MirrorSearch.Find(view)));
    }
}
