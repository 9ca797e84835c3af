using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

public sealed class SwapCommandTests
{
    [Fact]
    public void Swap_White_LocksTheProductAndProvesIt()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run("swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "white", "--output", "out.png", "--trace", "trace", "--report", "page.html", "--json");

        JsonObject record = RecordAssert.Fits("result", run.Out.TrimEnd());
        JsonNode output = record["outputs"]![0]!, verdict = output["verdict"]!;
        Assert.Equal((0, "done", "backdrop"), (run.Code, (string?)output["status"], (string?)record["engine"]));
        Assert.Equal((0, "completed"), ((int?)output["proof"]!["changedPixels"], (string?)verdict["status"]));
        Assert.Equal(["silhouette", "halo"], verdict["findings"]!.AsArray().Select(finding => (string?)finding!["detector"]));
        Assert.True((double)verdict["measures"]!.AsArray().Single(m => (string?)m!["name"] == "silhouetteOverlap")!["value"]! >= 0.99);
        Image before = folder.Load("egg.png"), after = folder.Load("out.png");
        Assert.Equal((before[96, 78, 0], 255), (after[96, 78, 0], after[3, 3, 1]));
        Assert.Contains("swap-background", File.ReadAllText(folder["page.html"]), StringComparison.Ordinal);
        RecordAssert.Fits("trace", File.ReadAllText(folder["trace/trace.json"]));
        Assert.Equal(0, folder.Run("replay", "trace").Code);
    }

    [Fact]
    public void Swap_WithoutJson_SpeaksOfLockedPixels()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run("swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "gradient:white-silver@out", "--canvas", "square", "--margin", "12", "--output", "out.jpg");

        Assert.Equal(0, run.Code);
        Assert.StartsWith("Swapped the background", run.Error, StringComparison.Ordinal);
        Assert.Contains("locked pixels changed (before Jpeg encoding)", run.Error, StringComparison.OrdinalIgnoreCase);
        Image result = folder.Load("out.jpg");
        Assert.Equal(result.Width, result.Height);
    }

    [Fact]
    public void Swap_HaloInAKeptMask_IsDegradedAndStrictSaysFour()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run("swap-background", "egg.png", "--mask", "wide-mask.png", "--edges", "keep", "--shadow", "none", "--output", "out.png", "--strict");

        Assert.Equal(4, run.Code);
        Assert.Contains("degraded: the old background shines in the product's edge", run.Error, StringComparison.Ordinal);
        Assert.True(folder.Has("out.png"));
    }

    [Fact]
    public void Swap_None_WritesACutOutThatIsAProductAgain()
    {
        using CliFolder folder = Scene();

        Assert.Equal(0, folder.Run("swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "none", "--output", "cut.png").Code);
        Assert.Equal(0, folder.Run("swap-background", "cut.png", "--mask", "alpha", "--background", "black", "--shadow", "none", "--output", "again.png").Code);

        Image cut = folder.Load("cut.png"), again = folder.Load("again.png");
        Assert.Equal((true, 0), (cut.Format.HasAlpha, cut[3, 3, 3]));
        Assert.Equal((cut[96, 78, 0], 0), (again[96, 78, 0], again[3, 3, 0]));
    }

    [Fact]
    public void Swap_Picture_CoversAndSaysSo()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run("swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "photo.png", "--dry-run", "--output", "out.png");
        CliRun done = folder.Run("swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "photo.png", "--output", "out.png");

        Assert.Equal((0, 0), (run.Code, done.Code));
        Assert.Contains("The background is 48×40, the canvas 200×160", done.Error, StringComparison.Ordinal);
        Assert.Contains("is enlarged 4.2 times", done.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Swap_Prompt_TheModelFillsEverythingButTheProduct()
    {
        using CliFolder folder = Scene();

        CliRun run = folder.Run(
            "swap-background", "egg.png", "--mask", "egg-mask.png", "--background", "prompt:a table", "--model", GoldenData.PathOf("models/sd15-inpaint"),
            "--steps", "2", "--seed", "4", "--output", "out.png", "--trace", "trace", "--json");

        Assert.True(run.Code == 0, run.ToString());
        JsonNode record = JsonNode.Parse(run.Out)!, output = record["outputs"]![0]!;
        Image before = folder.Load("egg.png"), after = folder.Load("out.png");
        Assert.Equal(("sd", 4, 0), ((string?)record["engine"], (int?)output["seed"], (int?)output["proof"]!["changedPixels"]));
        Assert.Equal((before[96, 78, 0], before[96, 78, 1]), (after[96, 78, 0], after[96, 78, 1]));
        Assert.NotEqual((before[8, 8, 0], before[8, 8, 1]), (after[8, 8, 0], after[8, 8, 1]));
        Assert.Contains("\"prompt\": \"a table\"", File.ReadAllText(folder["trace/trace.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "There is no file 'nowhere.jpg' for the background", "--mask", "egg-mask.png", "--background", "nowhere.jpg")]
    [InlineData(2, "needs to know what the product is", "--background", "white")]
    [InlineData(2, "--background is '#12'", "--mask", "egg-mask.png", "--background", "#12")]
    [InlineData(2, "--canvas is 'wide'", "--mask", "egg-mask.png", "--canvas", "wide")]
    [InlineData(2, "marks no product", "--mask", "rect:0,0,200,160 - rect:0,0,200,160")]
    [InlineData(2, "covers the whole 200×160 picture", "--mask", "rect:0,0,200,160")]
    [InlineData(6, "swap-background needs an engine that takes text", "--mask", "egg-mask.png", "--background", "prompt:a table")]
    [InlineData(2, "needs no model", "--mask", "egg-mask.png", "--background", "white", "--steps", "9")]
    [InlineData(2, "needs a ground to fall on", "--mask", "egg-mask.png", "--background", "none", "--shadow", "contact")]
    [InlineData(7, "The canvas would be 60000×60000", "--mask", "egg-mask.png", "--canvas", "60000x60000")]
    [InlineData(1, "egg-mask.txt", "--mask", "egg-mask.png", "--background", "egg-mask.txt")]
    public void Swap_BadInput_SaysWhyAndWritesNothing(int code, string reason, params string[] options)
    {
        using CliFolder folder = Scene();
        File.WriteAllText(folder["egg-mask.txt"], "no picture");

        CliRun run = folder.Run(["swap-background", "egg.png", .. options, "--output", "out.png"]);

        Assert.Equal(code, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void Check_SwappedBackground_FindsWhatARunWouldRefuse()
    {
        using CliFolder folder = Scene();

        CliRun good = folder.Run("check", "egg.png", "--mask", "egg-mask.png", "--background", "photo.png", "--canvas", "square");
        CliRun full = folder.Run("check", "egg.png", "--mask", "rect:0,0,200,160", "--background", "white");
        CliRun missing = folder.Run("check", "egg.png", "--mask", "egg-mask.png", "--background", "nowhere.jpg");

        Assert.Equal((0, 2, 1), (good.Code, full.Code, missing.Code));
        Assert.Contains("covers the whole", full.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_Folder_SwapsEveryBackgroundAndWritesOnePage()
    {
        using CliFolder folder = Scene();
        Directory.CreateDirectory(folder["photos"]);
        Directory.CreateDirectory(folder["masks"]);
        foreach (string name in (string[])["a.png", "b.png"])
        {
            File.Copy(folder["egg.png"], folder[$"photos/{name}"]);
            File.Copy(folder[name == "a.png" ? "egg-mask.png" : "wide-mask.png"], folder[$"masks/{name}"]);
        }

        CliRun run = folder.Run("batch", "photos", "--masks", "masks", "--workflow", "swap-background", "--background", "white", "--edges", "keep", "--shadow", "none", "--output-dir", "out");

        Assert.Equal(0, run.Code);
        Assert.Equal(255, folder.Load("out/a.png")[3, 3, 0]);
        Assert.Contains("shines in the product&#39;s edge", File.ReadAllText(folder["out/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_Manifest_TakesABackgroundFromItsOwnFolder()
    {
        using CliFolder folder = Scene();
        Directory.CreateDirectory(folder["jobs"]);
        foreach (string name in (string[])["egg.png", "egg-mask.png", "photo.png"])
        {
            File.Copy(folder[name], folder[$"jobs/{name}"]);
        }

        File.WriteAllText(folder["jobs/jobs.jsonl"], """
            {"image": "egg.png", "mask": "egg-mask.png", "workflow": "swap-background", "output": "a.png", "options": {"background": "photo.png"}}
            {"image": "egg.png", "mask": "egg-mask.png", "workflow": "swap-background", "output": "b.png", "options": {"background": "#ff0000", "shadow": "none"}}
            """);

        CliRun run = folder.Run("batch", "--manifest", "jobs/jobs.jsonl", "--output-dir", "out");

        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal((255, 0), (folder.Load("out/b.png")[2, 2, 0], folder.Load("out/b.png")[2, 2, 1]));
        Assert.NotEqual(255, folder.Load("out/a.png")[2, 2, 0]);
    }

    private static CliFolder Scene()
    {
        var folder = new CliFolder();
        ImageFile.Save(ProductPictures.Draw(ProductPictures.Alpha()), folder["egg.png"]);
        ImageFile.Save(MaskImage.ToImage16(ProductPictures.Outline()), folder["egg-mask.png"]);
        ImageFile.Save(MaskImage.ToImage16(ProductPictures.Outline(2)), folder["wide-mask.png"]);
        return folder;
    }
}
