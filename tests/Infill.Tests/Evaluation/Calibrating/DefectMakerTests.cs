using Infill.Evaluation.Calibrating;
using Infill.Imaging;
using Infill.Tests.Quality;
using Infill.Tests.Support;

namespace Infill.Tests.Evaluation.Calibrating;

public sealed class DefectMakerTests
{
    [Fact]
    public void Make_TexturedPhoto_GivesEveryDefectAndFourGoodFills()
    {
        Defect[] made = [.. DefectMaker.Make(QualityScenes.Scene()).Select(f => f.Defect)];

        Assert.Equal(4, made.Count(d => d == Defect.None));
        Assert.Equal(Enum.GetValues<Defect>(), made.Distinct().Order());
    }

    [Fact]
    public void Make_AnyFill_LeavesTheSurroundingsButForDrawnLines()
    {
        FillScene scene = QualityScenes.Scene();
        Image truth = scene.Finish(scene.Truth);
        (Defect Defect, Image Image)[] fills = [.. DefectMaker.Make(scene)];

        for (int k = 0; k < fills.Length; k++)
        {
            // The fourth and fifth have a line through the whole scene: there is nothing to be missed without it.
            bool isCrossed = k is 3 or 4;
            Assert.Equal(isCrossed, !KeepCheck.Compare(truth, fills[k].Image, scene.Hole).Holds);
        }
    }

    [Fact]
    public void Make_GoodFills_AreNearTheTruth()
    {
        FillScene scene = QualityScenes.Scene();

        Image[] good = [.. DefectMaker.Make(scene).Where(f => f.Defect == Defect.None).Take(3).Select(f => f.Image)];

        Assert.All(good, image => Assert.InRange(scene.Difference(ColorProfile.ToSrgb(image, image.Size.Bounds)), 0, 3));
        Assert.InRange(scene.Difference(ColorProfile.ToSrgb(good[0], good[0].Size.Bounds)), 0, 0.4);
    }

    [Theory]
    [InlineData(nameof(Defect.Foreign), 6.9)]
    [InlineData(nameof(Defect.Flat), 2.3)]
    [InlineData(nameof(Defect.Shifted), 2.3)]
    [InlineData(nameof(Defect.ColorCast), 2.3)]
    [InlineData(nameof(Defect.Leftover), 1.2)]
    [InlineData(nameof(Defect.Text), 1.2)]
    public void Make_BadFills_CanBeSeen(string defect, double least)
    {
        FillScene scene = QualityScenes.Scene(seed: 3);

        Image image = DefectMaker.Make(scene).Single(f => f.Defect.ToString() == defect).Image;

        // 8 bit takes a little.
        Assert.InRange(scene.Difference(ColorProfile.ToSrgb(image, image.Size.Bounds)), least - 0.1, 100);
    }

    [Fact]
    public void Make_FlatPhoto_HasNoDefectThatNobodySees()
    {
        Image flat = Pictures.Flat(QualityScenes.Width, QualityScenes.Height, 0.5);
        FillScene scene = FillScene.Cut(flat, QualityScenes.Hole, QualityScenes.Photo(), 1);

        Defect[] made = [.. DefectMaker.Make(scene).Select(f => f.Defect)];

        Assert.DoesNotContain(Defect.Shifted, made);
        Assert.DoesNotContain(Defect.Blurred, made);
        Assert.DoesNotContain(Defect.Flat, made);
        Assert.DoesNotContain(Defect.RepeatedBlock, made);
        Assert.Contains(Defect.ColorCast, made);
    }

    [Fact]
    public void Make_SameSceneTwice_GivesTheSameBytes()
    {
        string[] first = [.. DefectMaker.Make(QualityScenes.Scene(7)).Select(f => f.Image.ComputeHash())];
        string[] second = [.. DefectMaker.Make(QualityScenes.Scene(7)).Select(f => f.Image.ComputeHash())];

        Assert.Equal(first, second);
        Assert.NotEqual(first, DefectMaker.Make(QualityScenes.Scene(8)).Select(f => f.Image.ComputeHash()));
    }

    [Fact]
    public void Draw_AnyNumber_LiesInItsRangeAndRepeats()
    {
        FillScene scene = QualityScenes.Scene();

        double[] drawn = [.. Enumerable.Range(0, 50).Select(k => scene.Draw(k, -2, 3))];

        Assert.All(drawn, value => Assert.InRange(value, -2, 3));
        Assert.Equal(50, drawn.Distinct().Count());
        Assert.Equal(drawn[7], scene.Draw(7, -2, 3));
    }

    [Fact]
    public void Direction_AnyLength_HasIt()
    {
        (double l, double a, double b) = QualityScenes.Scene().Direction(3, 8);

        Assert.Equal(8, Math.Sqrt((l * l) + (a * a) + (b * b)), 9);
    }
}
