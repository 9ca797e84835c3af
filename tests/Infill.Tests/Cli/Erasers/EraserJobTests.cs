using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Onnx.Erasers;

namespace Infill.Tests.Cli.Erasers;

/// <summary>Removal with an eraser through the process, with tiny networks of the contracts of LaMa and MI-GAN.</summary>
public sealed class EraserJobTests
{
    private static readonly PixelFormat Rgb = new(ColorModel.Rgb, false, 8);

    private static readonly (string Name, byte[] Model)[] Contracts =
        [("LaMa of 512", TestErasers.Lama()), ("LaMa of any size", TestErasers.Lama("", 1f)), ("LaMa, one input", TestErasers.LamaJoined()),
         ("MI-GAN's generator", TestErasers.Generator()), ("MI-GAN in bytes", TestErasers.Pipeline())];

    public static TheoryData<int, string> ContractCases => [.. Contracts.Select((contract, i) => (i, contract.Name))];

    [Theory, MemberData(nameof(ContractCases))]
    public void Remove_EveryContract_RestoresTheRowsAndKeepsTheRest(int contract, string name)
    {
        using var folder = new CliFolder();
        var hole = new PixelRect(61, 33, 40, 29);
        Image truth = EraserPictures.Save(folder, "rows.png", new PixelSize(217, 149), Rgb, hole);
        File.WriteAllBytes(folder["e.onnx"], Contracts[contract].Model);

        JsonNode result = Result(folder.Run("remove", "rows.png", "--mask", "rect:61,33,40,29", "--eraser", "e.onnx", "--no-grain", "--output", "out.png", "--json"));

        Assert.Equal("eraser", (string?)result["engine"]);
        Assert.Equal(0, (int)result["outputs"]![0]!["proof"]!["changedPixels"]!);
        Assert.True(EraserPictures.FarthestFrom(truth, folder.Load("out.png"), hole) <= 2.0 / 255, name);
    }

    public static TheoryData<string, ColorModel, bool, int> Formats() => new()
    {
        { "png", ColorModel.Rgb, false, 16 },
        { "png", ColorModel.Grey, false, 8 },
        { "png", ColorModel.Grey, true, 16 },
        { "png", ColorModel.Rgb, true, 8 },
        { "tiff", ColorModel.Rgb, false, 16 },
        { "webp", ColorModel.Rgb, false, 8 },
    };

    [Theory, MemberData(nameof(Formats))]
    public void Remove_EveryFormat_RestoresTheRowsAndKeepsTheRest(string extension, ColorModel model, bool hasAlpha, int bits)
    {
        using var folder = new CliFolder();
        var hole = new PixelRect(40, 31, 25, 18);
        Image truth = EraserPictures.Save(folder, $"rows.{extension}", new PixelSize(131, 97), new PixelFormat(model, hasAlpha, bits), hole);
        File.WriteAllBytes(folder["e.onnx"], TestErasers.LamaJoined());

        JsonNode result = Result(folder.Run(
            "remove", $"rows.{extension}", "--mask", "rect:40,31,25,18", "--eraser", "e.onnx", "--no-grain", "--output", $"out.{extension}", "--json"));

        Image filled = folder.Load($"out.{extension}");
        Assert.Equal(truth.Format, filled.Format);
        Assert.Equal(0, (int)result["outputs"]![0]!["proof"]!["changedPixels"]!);
        Assert.InRange(EraserPictures.FarthestFrom(truth, filled, hole), 0, 2.0 / 255);
    }

    [Theory]
    [InlineData("rect:30,20,1,60", 30, 20, 1, 60)]
    [InlineData("rect:0,0,30,20", 0, 0, 30, 20)]
    [InlineData("rect:100,80,31,17", 100, 80, 31, 17)]
    public void Remove_ThinAndBorderingMasks_AreFilled(string mask, int x, int y, int width, int height)
    {
        using var folder = new CliFolder();
        var hole = new PixelRect(x, y, width, height);
        Image truth = EraserPictures.Save(folder, "rows.png", new PixelSize(131, 97), Rgb, hole);
        File.WriteAllBytes(folder["e.onnx"], TestErasers.Pipeline());

        CliRun run = folder.Run("remove", "rows.png", "--mask", mask, "--eraser", "e.onnx", "--no-grain", "--output", "out.png");

        Assert.True(run.Code == 0, run.ToString());
        Assert.InRange(EraserPictures.FarthestFrom(truth, folder.Load("out.png"), hole), 0, 3.0 / 255);
    }

    [Fact]
    public void Remove_SeveralRegions_AreAllFilled()
    {
        using var folder = new CliFolder();
        PixelRect[] holes = [new(30, 30, 20, 20), new(60, 40, 12, 30), new(700, 420, 30, 25)];
        Image truth = EraserPictures.Save(folder, "rows.png", new PixelSize(800, 500), Rgb, holes);
        File.WriteAllBytes(folder["e.onnx"], TestErasers.Lama());

        JsonNode result = Result(folder.Run(
            "remove", "rows.png", "--mask", "rect:30,30,20,20 + rect:60,40,12,30 + rect:700,420,30,25", "--eraser", "e.onnx", "--no-grain", "--output", "out.png", "--json"));

        Image filled = folder.Load("out.png");
        Assert.Equal(0, (int)result["outputs"]![0]!["proof"]!["changedPixels"]!);
        Assert.All(holes, hole => Assert.InRange(EraserPictures.FarthestFrom(truth, filled, hole), 0, 2.0 / 255));
    }

    [Fact]
    public void Replay_OfAnEraser_GivesTheSameBytes()
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], TestErasers.LamaJoined());
        folder.Run("remove", "photo.png", "--mask", "mask.png", "--eraser", "e.onnx", "--output", "out.png", "--trace", "trace");

        CliRun replay = folder.Run("replay", "trace");

        Assert.True(replay.Code == 0, replay.ToString());
        File.Delete(folder["e.onnx"]);
        CliRun gone = folder.Run("replay", "trace");
        Assert.Equal(6, gone.Code);
        Assert.Contains("e.onnx", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_WithAnEraser_UsesItForEveryPicture()
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], TestErasers.LamaJoined());
        folder.SavePhoto("in/a.png", 48, 40);
        folder.SavePhoto("in/b.png", 64, 48);

        CliRun run = folder.Run("batch", "in", "--mask", "rect:20,15,8,6", "--eraser", "e.onnx", "--output-dir", "out", "--verbose");

        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal(2, run.Error.Split("engine: LaMa").Length - 1);
    }

    [Fact]
    public void Batch_EraserInAManifest_IsRefused()
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], TestErasers.LamaJoined());
        File.WriteAllText(folder["jobs.jsonl"], """{"image":"photo.png","mask":"mask.png","options":{"eraser":"e.onnx"}}""");

        CliRun run = folder.Run("batch", "--manifest", "jobs.jsonl", "--output-dir", "out");

        Assert.NotEqual(0, run.Code);
        Assert.Contains("--eraser names a file that is run", run.Error, StringComparison.Ordinal);
    }

    private static JsonNode Result(CliRun run)
    {
        Assert.True(run.Code == 0, run.ToString());
        return JsonNode.Parse(run.Out)!;
    }
}
