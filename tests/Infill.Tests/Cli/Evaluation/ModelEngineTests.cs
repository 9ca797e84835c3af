using Infill.Cli;
using Infill.Cli.Evaluation;
using Infill.Cli.Jobs;
using Infill.Evaluation.Runs;
using Infill.Onnx;
using Infill.Tests.Cli.Support;
using Infill.Tests.Golden;
using Infill.Tests.Onnx.Erasers;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>Engines over files in an evaluation.</summary>
public sealed class ModelEngineTests
{
    private static readonly string Model = GoldenData.PathOf("models/sd15-inpaint");

    [Fact]
    public void Make_ModelWithOptions_ReachesTheFill()
    {
        using var shelf = new EngineShelf();

        LibraryEngine engine = Make($"quick=sd:'{Model}' --steps 3 --guidance=2 --prompt \"a wicker basket\" --negative-prompt x", shelf);

        Assert.Equal(("quick", "sd", true), (engine.Info.Name, engine.Engine, engine.Info.UsesSeed));
        Assert.Equal(("a wicker basket", 3, 2.0), (engine.Options.Prompt, engine.Options.Diffusion!.Steps, engine.Options.Diffusion.Guidance.Scale));
    }

    [Fact]
    public void Make_WithoutAName_TakesThatOfTheFile()
    {
        using var folder = new TemporaryFolder();
        using var shelf = new EngineShelf();
        string eraser = folder.Write("la,ma.onnx", TestErasers.Lama());

        Assert.Equal("sd sd15-inpaint", Make($"sd:{Model}", shelf).Info.Name);
        Assert.Equal(("eraser la-ma", false), (Make($"eraser:{eraser}", shelf).Info.Name, Make($"eraser:{eraser}", shelf).Info.UsesSeed));
    }

    [Fact]
    public void Make_OtherOptionsOrFiles_AreOtherIdentities()
    {
        using var folder = new TemporaryFolder();
        using var shelf = new EngineShelf();
        string eraser = folder.Write("e.onnx", TestErasers.Lama());
        string Identity(string text) => Make(text, shelf).Info.Identity;

        string[] all = [Identity($"sd:{Model}"), Identity($"sd:{Model} --steps 3"), Identity($"sd:{GoldenData.PathOf("models/sd15")}"), Identity($"eraser:{eraser}")];
        folder.Write("e.onnx", TestErasers.LamaJoined());

        Assert.Equal(5, all.Append(Make($"eraser:{eraser}", new EngineShelf()).Info.Identity).Distinct().Count());
        Assert.Equal(all[0], Identity($"sd:{Model}"));
    }

    [Theory]
    [InlineData(ExitCode.WrongUse, "names no file", "sd:")]
    [InlineData(ExitCode.WrongUse, "--mask is not for an engine of an evaluation", "sd:MODEL --mask m.png")]
    [InlineData(ExitCode.WrongUse, "--wings is no option of fill", "sd:MODEL --wings 2")]
    [InlineData(ExitCode.WrongUse, "--scheduler is 'magic'", "sd:MODEL --scheduler magic")]
    [InlineData(ExitCode.WrongUse, "never closed", "sd:'MODEL")]
    [InlineData(ExitCode.Missing, "There is no file", "eraser:gone.onnx")]
    public void Make_BadText_IsRefusedBeforeAnythingRuns(object code, string says, string text)
    {
        using var shelf = new EngineShelf();

        CliException refused = Assert.Throws<CliException>(() => Make(text.Replace("MODEL", Model, StringComparison.Ordinal), shelf));

        Assert.Equal(code, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_FileThatIsNoEraser_IsRefusedBeforeAnythingRuns()
    {
        using var folder = new TemporaryFolder();
        using var shelf = new EngineShelf();

        Assert.Contains("refused as an ONNX file", Assert.Throws<ModelException>(() => Make($"eraser:{folder.Write("x.onnx", "no"u8)}", shelf)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_ModelAndEraser_FillAndAreScored()
    {
        using var folder = new CliFolder();
        File.WriteAllBytes(folder["e.onnx"], TestErasers.LamaJoined());

        CliRun run = folder.Run(
            "eval", "photo.png", "--holes", "1", "--hole-size", "4-6", "--output", "report",
            "--engine", $"tiny=sd:{Model} --steps 1 --prompt grass", "--engine", "eraser:e.onnx", "--engine", "flat", "--seeds", "1,2");

        Assert.True(run.Code == 0, run.ToString());
        EvalRecord record = EvalJson.Read(File.ReadAllText(folder["report/eval.json"]));
        Assert.Equal(["tiny", "tiny", "eraser e", "flat"], record.Results.Select(r => r.Engine));
        Assert.All(record.Results, r => Assert.True(r.Keep!.Holds && r.Error is null, r.Error));
        Assert.NotEqual(record.Results[0].Sha256, record.Results[1].Sha256);
    }

    private static LibraryEngine Make(string text, EngineShelf shelf) => ModelEngine.Make(text, shelf, threads: 0, processorTime: null);
}
