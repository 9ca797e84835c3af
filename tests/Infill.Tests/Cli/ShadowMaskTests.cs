using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

public sealed class ShadowMaskTests
{
    [Fact]
    public void Mask_WithShadow_GrowsAndShowsTheShadowInBlue()
    {
        using CliFolder folder = Scene((0.45f, 0.45f, 0.45f));

        CliRun run = folder.Run("mask", "scene.png", "--mask", "object.png", "--with-shadow", "--output", "all.png", "--preview", "look.png");

        Assert.Equal(0, run.Code);
        Assert.Contains("A shadow of ", run.Error, StringComparison.Ordinal);
        Assert.True(ShadowPictures.Overlap(ImageFile.LoadMask(folder["all.png"]), Infill.Masks.MaskCombine.Add(ShadowPictures.Object, ShadowPictures.Shadow)) > 0.85);
        Image look = folder.Load("look.png"), scene = folder.Load("scene.png");
        (int x, int y) = ShadowPictures.Deepest();
        Assert.True(look[x, y, 2] - look[x, y, 0] > 60, "the shadow is blue");
        Assert.True(look[147, 150, 0] > scene[147, 150, 0] + 60, "the object is red");
    }

    [Fact]
    public void Remove_WithShadow_TakesItAwayAndReplays()
    {
        using CliFolder folder = Scene((0.45f, 0.45f, 0.45f));

        CliRun run = folder.Run("remove", "scene.png", "--mask", "object.png", "--with-shadow", "--output", "out.png", "--trace", "trace");

        Assert.Equal(0, run.Code);
        (int x, int y) = ShadowPictures.Deepest();
        Assert.True(folder.Load("out.png")[x, y, 1] > folder.Load("scene.png")[x, y, 1] + 25, "lit as the ground around");
        Assert.Equal(0, folder.Run("replay", "trace").Code);
    }

    [Fact]
    public void Remove_WithShadowOfNone_SaysSoAndRemoves()
    {
        using CliFolder folder = Scene((1, 1, 1));

        CliRun run = folder.Run("remove", "scene.png", "--mask", "object.png", "--with-shadow", "--output", "out.png", "--json");

        Assert.Equal(0, run.Code);
        Assert.Contains("\"notes\":[\"No shadow or reflection stands out beside the object", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"done\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_WithReflection_TakesItAway()
    {
        using var folder = new CliFolder();
        Image scene = ReflectionPictures.Draw(0.5, grain: 8);
        ImageFile.Save(scene, folder["scene.png"]);
        ImageFile.Save(MaskImage.ToImage16(ReflectionPictures.Object), folder["object.png"]);

        CliRun run = folder.Run("remove", "scene.png", "--mask", "object.png", "--with-shadow", "--output", "out.png", "--json");

        Assert.Equal(0, run.Code);
        Assert.Contains("A reflection of ", run.Out, StringComparison.Ordinal);
        Image plain = ReflectionPictures.Draw(0, grain: 8), made = folder.Load("out.png");
        double before = Difference(scene, plain), after = Difference(made, plain);
        Assert.True(before > 25 && after < 6, $"differs from plain ground by {before:0.0} before and {after:0.0} of 255 after");
    }

    [Theory, InlineData("shadows"), InlineData("reflections")]
    public void Eval_NoUsableCutOut_SaysSo(string kind)
    {
        using CliFolder folder = Scene((1, 1, 1));

        CliRun run = folder.Run("eval", kind, "scene.png", "--objects", "object.png");

        Assert.Equal(1, run.Code);
        Assert.Contains("none of 1 cut-outs fits into any of 1 photos", run.Error, StringComparison.Ordinal);
    }

    // Mean over the core of the mirror image.
    private static double Difference(Image image, Image plain)
    {
        (double sum, int count) = (0, 0);
        for (int y = ReflectionPictures.Foot + 5; y < ReflectionPictures.Foot + 90; y++)
        {
            for (int x = 145; x < 165; x++)
            {
                (sum, count) = (sum + Enumerable.Range(0, 3).Sum(c => Math.Abs(image[x, y, c] - plain[x, y, c])), count + 3);
            }
        }

        return sum / count;
    }

    private static CliFolder Scene((float, float, float) light)
    {
        var folder = new CliFolder();
        ImageFile.Save(ShadowPictures.Draw(light), folder["scene.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Object), folder["object.png"]);
        return folder;
    }
}
