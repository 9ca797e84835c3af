using Infill.Evaluation.CastShadows;
using Infill.Imaging;
using Infill.Masks.CastShadows;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.CastShadows;

public sealed class ShadowModelFitTests
{
    [Fact]
    public void ToJson_ShadedAndLitScenes_TellsThemApart()
    {
        var fit = new ShadowModelFit();
        foreach (int number in Enumerable.Range(1, 4))
        {
            fit.Add($"photo{number}.jpg", Scene(0.3f + (0.1f * number), 20 + number));
            fit.Add($"photo{number}.jpg", Scene(1, 60 + number));
        }

        ShadowModel model = ShadowModel.Parse(fit.ToJson("2026-01-02"));

        Assert.Equal(("2026-01-02", 8, 8), (model.Date, model.Scenes, fit.Scenes));
        Assert.Equal(["photo1.jpg", "photo2.jpg", "photo3.jpg", "photo4.jpg"], model.Data);
        Assert.True(Best(model, Scene(0.55f, 31)) > Best(model, Scene(1, 71)) + 1);
        Assert.True(Best(model, Scene(0.55f, 31)) > model.Limit);
    }

    [Fact]
    public void ToJson_OneKindOfScenes_SaysWhatIsMissing()
    {
        var fit = new ShadowModelFit();
        fit.Add("a.jpg", Scene(0.5f, 20));

        Assert.Contains("1 scenes give no shadow and no lit ground", Assert.Throws<InvalidDataException>(() => fit.ToJson("2026-01-02")).Message, StringComparison.Ordinal);
    }

    private static double Best(ShadowModel model, ShadowScene scene) =>
        ShadowFinder.Candidates(ShadowFinder.ViewOf(scene.Input, scene.Subject)!).Select(one => model.LogOdds(one.Measures)).DefaultIfEmpty(-99).Max();

    private static ShadowScene Scene(float light, int grain)
    {
        Image lit = ShadowPictures.Draw((1, 1, 1), grain: grain);
        return new ShadowScene
        {
            Input = light < 1 ? ShadowPictures.Draw((light, light, light), grain: grain) : lit,
            Truth = lit,
            Subject = ShadowPictures.Object,
            Shade = light < 1 ? ShadowPictures.Shadow : new Mask(lit.Size, default),
        };
    }
}
