using System.CommandLine;
using System.Text.Json.Nodes;
using Infill.Cli.Evaluation;
using Infill.Cli.Options;
using Infill.Evaluation.Products;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Evaluation;

public sealed class ProductEvalTests
{
    private static readonly ProductTrial Good = new()
    {
        Name = "a",
        Background = "white",
        LockedPixels = 100,
        ChangedLockedPixels = 0,
        Overlap = 0.996,
        MaskOverlap = 0.98,
        HaloDeltaE = 1,
        CutDeltaE = 6,
        Status = "completed",
        CheckedDeltaE = 0.5,
    };

    [Fact]
    public void Of_Trials_CountsAndAverages()
    {
        ProductEvalOutput record = ProductEvalOutput.Of([Good, Good with { HaloDeltaE = 4, Overlap = 0.98, Status = "degraded" }, Good with { ChangedLockedPixels = 1 }]);

        Assert.Equal((3, 2, 2, 2, 1), (record.Results, record.Exact, record.CleanEdges, record.SameSilhouettes, record.Degraded));
        Assert.Equal((2.0, 4.0, 6.0), (record.MeanHalo, record.WorstHalo, record.MeanCut));
        Assert.Equal(0.98, record.WorstOverlap);
        Assert.Equal("evalProducts", record.Record);
    }

    [Fact]
    public void Run_PhotosAndCutOuts_ReportsEveryScene()
    {
        using var folder = new CliFolder();
        SaveCutOut(folder["egg.png"]);
        folder.SavePhoto("first.png", 420, 360);
        folder.SavePhoto("second.png", 420, 360);

        CliRun run = folder.Run("eval", "products", "first.png", "second.png", "--objects", "egg.png", "--places", "1", "--preview-dir", "seen", "--json");

        JsonObject record = RecordAssert.Fits("evalProducts", run.Out.TrimEnd());
        Assert.Equal((0, 4, 4), (run.Code, (int?)record["results"], (int?)record["exact"]));
        Assert.Equal(["white", "second.png", "white", "first.png"], record["trials"]!.AsArray().Select(trial => (string?)trial!["background"]));
        Assert.Equal(12, Directory.GetFiles(folder["seen"]).Length);
    }

    [Fact]
    public void Run_NoCutOut_SaysWhatIsNeeded()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("eval", "products", "photo.png", "--objects", "mask.png");

        Assert.Equal(1, run.Code);
        Assert.Contains("There is no scene: none of 1 cut-outs fits into any of 1 photos.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Defaults_AreTheDocumentedOnes()
    {
        ProductEvalArguments arguments = Parse("a.jpg", "--objects", "cuts")!;

        Assert.Equal((2, 1, 1280, 0), (arguments.Scenes.Places, arguments.Scenes.Seed, arguments.Scenes.MaxSide, arguments.MaskErrorPx));
        Assert.Null(arguments.PreviewFolder);
        Assert.Null(Parse("a.jpg", "--objects", "cuts", "--mask-error", "21"));
        Assert.Null(Parse("a.jpg"));
    }

    private static ProductEvalArguments? Parse(params string[] words)
    {
        var command = new Command("products");
        var options = new ProductEvalOptions();
        options.AddTo(command);
        ParseResult parsed = command.Parse(words);
        return parsed.Errors.Count > 0 ? null : options.Read(parsed);
    }

    private static void SaveCutOut(string path)
    {
        Mask alpha = ProductPictures.Alpha();
        var image = new Image(alpha.Size, new PixelFormat(ColorModel.Rgb, HasAlpha: true, BitDepth: 8));
        ProductPictures.ForEach(image, (x, y, c) => c == 3 ? alpha[x, y] : (TestPictures.Hash((uint)c, (uint)((y * 200) + x)) >> 24) / 255f);
        ImageFile.Save(image, path);
    }
}
