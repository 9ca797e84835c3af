using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

public sealed class UnshadowCommandTests
{
    [Theory]
    [InlineData("--mask", "shadow.png", "--object", "object.png")]
    [InlineData("--auto", "--object", "object.png")]
    public void Unshadow_MarkedOrFound_LightensItAndKeepsTheRest(params string[] how)
    {
        using CliFolder folder = Scene((0.45f, 0.45f, 0.45f));

        CliRun run = folder.Run(["unshadow", "scene.png", .. how, "--output", "out.png", "--trace", "trace", "--json"]);

        Assert.Equal(0, run.Code);
        (int x, int y) = ShadowPictures.Deepest();
        Image scene = folder.Load("scene.png"), result = folder.Load("out.png");
        Assert.True(result[x, y, 1] > scene[x, y, 1] + 25);
        Assert.Equal(scene[5, 5, 0], result[5, 5, 0]);
        Assert.Contains("\"engine\":\"relight\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"changedPixels\":0", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, folder.Run("replay", "trace").Code);
    }

    [Fact]
    public void Unshadow_NothingToFind_SaysSoAndWritesNothing()
    {
        using CliFolder folder = Scene((1, 1, 1));

        CliRun auto = folder.Run("unshadow", "scene.png", "--auto", "--object", "object.png", "--output", "out.png");
        CliRun marked = folder.Run("unshadow", "scene.png", "--mask", "shadow.png", "--output", "out.png");

        Assert.Equal((1, false), (auto.Code, folder.Has("out.png")));
        Assert.Contains("No shadow stands out beside the object.", auto.Error, StringComparison.Ordinal);
        Assert.Equal(2, marked.Code);
        Assert.Contains("not darker than the ground around it", marked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Unshadow_NoMaskAndNoAuto_AsksForOne()
    {
        using CliFolder folder = Scene((1, 1, 1));

        Assert.Contains("--auto (look for it)", folder.Run("unshadow", "scene.png", "--output", "out.png").Error, StringComparison.Ordinal);
        Assert.Contains("either --mask or --auto", folder.Run("unshadow", "scene.png", "--auto", "--mask", "shadow.png", "--output", "out.png").Error, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    private static CliFolder Scene((float, float, float) light)
    {
        var folder = new CliFolder();
        ImageFile.Save(ShadowPictures.Draw(light), folder["scene.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Object), folder["object.png"]);
        ImageFile.Save(MaskImage.ToImage16(ShadowPictures.Shadow), folder["shadow.png"]);
        return folder;
    }
}
