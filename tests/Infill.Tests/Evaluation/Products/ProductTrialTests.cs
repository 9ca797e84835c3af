using Infill.Evaluation.Cases;
using Infill.Evaluation.Products;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows.Products;

namespace Infill.Tests.Evaluation.Products;

public sealed class ProductTrialTests
{
    [Fact]
    public void Run_KnownProduct_MeasuresAgainstTheTruth()
    {
        ProductTrial trial = ProductTrial.Run("egg", Scene(), ("white", new Backdrop()));

        Assert.Equal(("egg", "white", 0L, "completed"), (trial.Name, trial.Background, trial.ChangedLockedPixels, trial.Status));
        Assert.True(trial.HaloDeltaE < 3, $"{trial.HaloDeltaE:0.00}");
        Assert.True(trial.CutDeltaE > 1.5 * trial.HaloDeltaE, $"{trial.CutDeltaE:0.00} against {trial.HaloDeltaE:0.00}");
        Assert.True(trial.Overlap >= 0.99, $"{trial.Overlap:0.000}");
        Assert.InRange(trial.LockedPixels, 7500, 8600);
    }

    [Fact]
    public void Run_MaskThatIsTooLarge_IsTheSameProduct()
    {
        var seen = new List<Image>();

        ProductTrial trial = ProductTrial.Run("egg", Scene(), ("blue", new Backdrop { From = (0, 0, 1), To = (0, 0, 1) }), errorPx: 2, (result, truth) => seen.AddRange(result, truth));

        Assert.True(trial.MaskOverlap < 0.97 && trial.Overlap > 0.985, $"{trial.MaskOverlap:0.000} to {trial.Overlap:0.000}");
        Assert.Equal((255, 255), (seen[0][4, 4, 2], seen[1][4, 4, 2]));
        Assert.Equal(seen[0][96, 78, 0], seen[1][96, 78, 0]);
    }

    [Fact]
    public void Place_CutOut_MixesByItsAlphaAndKeepsThePhoto()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("egg.png");
        SaveCutOut(path);
        Image photo = TestPictures.Noise(new PixelSize(400, 300), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));

        ProductScene scene = ProductScene.Place(photo, new ObjectSpec(path, 150, 100, 0, 0));

        (int x, int y) = (150 + (scene.Own.Width / 2), 100 + (scene.Own.Height / 2));
        Assert.Equal(1f, scene.Alpha[x, y]);
        Assert.Equal((int)MathF.Round(scene.Own[0, scene.Own.Width / 2, scene.Own.Height / 2] * 255), scene.Input[x, y, 0]);
        Assert.Equal(photo[149, 100, 1], scene.Input[149, 100, 1]);
        Assert.Equal(scene.Input.ComputeHash(), scene.Truth(photo).ComputeHash());
    }

    [Fact]
    public void Of_Photo_DrawsTheSameScenesAgain()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("egg.png");
        SaveCutOut(path);
        Image photo = TestPictures.Ramp(new PixelSize(640, 480), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));

        string[] first = [.. ProductScenes.Of(photo, "a.jpg", (3, 7), [path]).Select(one => one.Scene.Input.ComputeHash())];

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, ProductScenes.Of(photo, "a.jpg", (3, 7), [path]).Select(one => one.Scene.Input.ComputeHash()));
        Assert.Equal("a-1 (egg)", ProductScenes.Of(photo, "a.jpg", (1, 7), [path]).Single().Name);
    }

    private static ProductScene Scene()
    {
        Mask alpha = ProductPictures.Alpha();
        var own = new FloatImage(3, alpha.Size);
        for (int i = 0; i < own.Values.Length; i++)
        {
            int place = i % (int)alpha.Size.Area;
            own.Values[i] = ProductPictures.Own(i / (int)alpha.Size.Area, place % alpha.Width, place / alpha.Width);
        }

        return new ProductScene { Input = ProductPictures.Draw(alpha), Alpha = alpha, Own = own };
    }

    private static void SaveCutOut(string path)
    {
        Mask alpha = ProductPictures.Alpha();
        var image = new Image(alpha.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));

        // Photos have nearly as many colours as pixels.
        ProductPictures.ForEach(image, (x, y, c) => c == 3 ? alpha[x, y] : (TestPictures.Hash((uint)c, (uint)((y * 200) + x)) >> 24) / 255f);
        ImageFile.Save(image, path);
    }
}
