using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.MaskModels;
using Infill.Quality;
using Infill.Tests.Support;

namespace Infill.Tests.Onnx.MaskModels;

/// <summary>Mask models of this machine as maps of the quality gate.</summary>
public sealed class GateMapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void FindGateMaps_NothingPulled_IsEmpty()
    {
        using MaskModelShelf shelf = Shelf();

        Assert.Empty(shelf.FindGateMaps());
    }

    [Fact]
    public void FindGateMaps_BothModels_MarkThingsAndText()
    {
        using MaskModelShelf shelf = Shelf(
            ("INFILL_SUBJECT_MODEL", _folder.Write("s.onnx", TestMaskModels.Salience())), ("INFILL_TEXT_MODEL", _folder.Write("t.onnx", TestMaskModels.Text())));

        IReadOnlyList<GateMap> maps = shelf.FindGateMaps();

        Assert.Equal([(Detector.Leftover, "u2netp"), (Detector.Text, "ocr-detector")], maps.Select(map => (map.Detector, map.Name)));
        Image image = FlatScene.Draw(320, 200, (new PixelRect(120, 80, 100, 40), FlatScene.Red));
        Assert.All(maps, map =>
        {
            Mask marked = map.Look(image, TestContext.Current.CancellationToken);
            Assert.Equal(image.Size, marked.Size);
            Assert.InRange(marked[170, 100], 0.9f, 1f);
            Assert.InRange(marked[20, 20], 0f, 0.1f);
            MaskAssert.InRange(marked);
        });
    }

    [Fact]
    public void FindGateMaps_BrokenFile_SaysSoWhenItIsAsked()
    {
        using MaskModelShelf shelf = Shelf(("INFILL_SUBJECT_MODEL", _folder.Write("s.onnx", [1, 2, 3])));

        GateMap map = Assert.Single(shelf.FindGateMaps());

        Assert.Throws<ModelException>(() => map.Look(FlatScene.Draw(64, 64), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Gate_ThingInTheHole_IsFoundByTheModelAlone()
    {
        using MaskModelShelf shelf = Shelf(("INFILL_SUBJECT_MODEL", _folder.Write("s.onnx", TestMaskModels.Salience())));
        Mask hole = Holes.Of(320, 200, new PixelRect(140, 80, 50, 50));
        Image clean = FlatScene.Draw(320, 200), left = FlatScene.Draw(320, 200, (new PixelRect(150, 90, 30, 30), FlatScene.Red));
        var gate = new Gate(new GateOptions { Maps = shelf.FindGateMaps() });

        FillVerdict with = gate.Judge(left, left, hole), without = gate.Judge(clean, clean, hole);

        Assert.InRange(with.Findings.Single(f => f.Detector == "leftover").Probability, 0.9, 1);
        Assert.True(without.Findings.Where(f => f.Detector == "leftover").All(f => f.Probability < 0.5));
        Assert.Equal(["u2netp"], with.Models);
    }

    public void Dispose() => _folder.Dispose();

    private MaskModelShelf Shelf(params (string Name, string Value)[] variables) =>
        new(name => name == "HF_HOME" ? _folder.File("models") : variables.FirstOrDefault(v => v.Name == name).Value);
}
