using System.Text.Json.Nodes;
using Infill.Cli.Reports;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

/// <summary>A picture of the job while it runs.</summary>
public sealed class PreviewTests
{
    private static readonly string Model = GoldenData.PathOf("models/sd15-inpaint");

    [Fact]
    public void Preview_WithJsonProgress_IsNamedWithEveryStep()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. Replace(), "--preview", "now.png", "--progress", "json"]);

        Assert.True(run.Code == 0, run.ToString());
        JsonObject[] lines = [.. run.Error.TrimEnd().Split('\n').Where(line => line.StartsWith('{')).Select(line => RecordAssert.Fits("progress", line))];
        JsonObject[] steps = [.. lines.Where(line => (int)line["step"]! is 1 or 2 && (double)line["fraction"]! < 0.9)];
        Assert.NotEmpty(steps);
        Assert.All(steps, line => Assert.Equal("now.png", (string?)line["preview"]));
        Assert.Null(lines[0]["preview"]);
        Assert.Null(lines[^1]["preview"]);
        Image shown = folder.Load("now.png");
        Assert.True(shown.Width is > 0 and <= 64 && shown.Samples8.Distinct().Count() > 2);
        Assert.Equal(["mask.png", "now.png", "out.png", "photo.png"], folder.Names());
    }

    [Fact]
    public void Preview_EngineThatShowsNothing_WritesNone()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("fill", "photo.png", "--mask", "mask.png", "--output", "out.png", "--preview", "now.png");

        Assert.True(run.Code == 0, run.ToString());
        Assert.False(folder.Has("now.png"));
    }

    [Fact]
    public void Preview_ThatCannotBeWritten_EndsThePreviewsNotTheJob()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["file"], "");

        CliRun run = folder.Run([.. Replace(), "--preview", "file/now.png"]);

        Assert.True(run.Code == 0, run.ToString());
        Assert.Contains("no more previews", run.Error, StringComparison.Ordinal);
        Assert.True(folder.Has("out.png"));
    }

    [Theory]
    [InlineData("now.jpg", "it must be a file that ends in .png")]
    [InlineData("photo.png", "--preview would replace photo.png")]
    [InlineData("./mask.png", "--preview would replace mask.png")]
    [InlineData("out.png", "--preview would replace out.png")]
    public void Preview_InTheWrongPlace_Is2AndWritesNothing(string preview, string reason)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([.. Replace(), "--preview", preview]);

        Assert.Equal(2, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(["mask.png", "photo.png"], folder.Names());
    }

    [Fact]
    public void Show_AnyPreview_IsThatPictureInEightBits()
    {
        using var folder = new TemporaryFolder();
        var file = new PreviewFile(folder.File("p.png"));
        var preview = new FloatImage(3, new PixelSize(3, 2));
        preview.Plane(0)[1] = 1f;
        preview.Plane(2)[5] = 0.5f;

        Assert.Null(file.Show(At(null)));
        Assert.Equal(folder.File("p.png"), file.Show(At(preview)));
        Image read = ImageFile.Load(folder.File("p.png"), null, TestContext.Current.CancellationToken);

        Assert.Equal((3, 2, 255, 0, 128), (read.Width, read.Height, read[1, 0, 0], read[1, 0, 1], read[2, 1, 2]));
        Assert.Null(file.Problem);
    }

    private static StageProgress At(FloatImage? preview) => new(Stage.Fill, 1, 1, 1, 2, 0.5) { Preview = preview };

    private static string[] Replace() =>
        ["replace", "photo.png", "--mask", "mask.png", "--prompt", "a wall", "--model", Model, "--steps", "2", "--output", "out.png"];
}
