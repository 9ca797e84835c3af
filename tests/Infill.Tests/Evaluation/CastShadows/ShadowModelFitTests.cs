using Infill.Evaluation.Calibrating;
using Infill.Evaluation.Cases;
using Infill.Masks.Beliefs;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Evaluation.CastShadows;

public sealed class ShadowModelFitTests
{
    [Fact]
    public void ToJson_ShadedAndLitScenes_TellsThemApart()
    {
        var fit = ModelFit.OfShadows();
        foreach (int number in Enumerable.Range(1, 4))
        {
            fit.Add($"photo{number}.jpg", MadeScene.Of(0.3f + (0.1f * number), 20 + number));
            fit.Add($"photo{number}.jpg", MadeScene.Of(1, 60 + number));
        }

        BeliefModel model = BeliefModel.Parse(fit.ToJson("2026-01-02"), ShadowModel.Kind);

        Assert.Equal(("2026-01-02", 8, 8), (model.Date, model.Scenes, fit.Scenes));
        Assert.Equal(["photo1.jpg", "photo2.jpg", "photo3.jpg", "photo4.jpg"], model.Data);
        Assert.True(Best(model, MadeScene.Of(0.55f, 31)) > Best(model, MadeScene.Of(1, 71)) + 1);
        Assert.True(Best(model, MadeScene.Of(0.55f, 31)) > model.Limit);
    }

    [Fact]
    public void ToJson_OneKindOfScenes_SaysWhatIsMissing()
    {
        var fit = ModelFit.OfShadows();
        fit.Add("a.jpg", MadeScene.Of(0.5f, 20));

        Assert.Contains("1 scenes give no shadows and no ground without", Assert.Throws<InvalidDataException>(() => fit.ToJson("2026-01-02")).Message, StringComparison.Ordinal);
    }

    private static double Best(BeliefModel model, GroundScene scene) =>
        ShadowFinder.Candidates(ShadowFinder.ViewOf(scene.Input, scene.Subject)!).Select(one => model.LogOdds(one.Measures)).DefaultIfEmpty(-99).Max();
}
