using Infill.Engines;
using Infill.Imaging;
using Infill.Onnx;
using Infill.Onnx.Erasers;
using Infill.Onnx.Graphs;
using Infill.Tests.Support;
using Infill.Tiles;

namespace Infill.Tests.Onnx.Erasers;

public sealed class EraserEngineTests
{
    private static readonly PixelRect Hole = new(20, 9, 23, 17);

    /// <summary>Each contract, with the step of one value in its numbers.</summary>
    public static TheoryData<string, byte[], double> Contracts() => new()
    {
        { "LaMa, 512×512, 0…255", TestErasers.Lama(), 1e-4 },
        { "LaMa, 512×512, range open", TestErasers.Lama(output: "painted", range: 1f), 1e-4 },
        { "LaMa, any size, 0…1", TestErasers.Lama("", 1f), 1e-4 },
        { "LaMa, any size, 0…255", TestErasers.Lama(""), 1e-4 },
        { "LaMa, one input", TestErasers.LamaJoined(), 1e-4 },
        { "MI-GAN, generator", TestErasers.Generator(), 1e-4 },
        { "MI-GAN, bytes", TestErasers.Pipeline(), 1.01 / 255 },
    };

    [Theory, MemberData(nameof(Contracts))]
    public void Fill_RowsOfOneColour_AreRestored(string contract, byte[] model, double tolerance)
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.WithObject(Rows(new PixelSize(77, 41)), 1f);

        EngineFill fill = Fill(folder, model, tile);

        AssertRows(tile, fill.Image, tolerance);
        Assert.Contains(contract.Split(',')[0], fill.Notes[0], StringComparison.Ordinal);
        Assert.Contains("at its own resolution", fill.Notes[1], StringComparison.Ordinal);
        Assert.Empty(fill.Warnings);
    }

    // The same scene must not pass where a part of the contract is turned; else the test above would show nothing.
    [Theory]
    [InlineData("none", true)]
    [InlineData("polarity", false)]
    [InlineData("range", false)]
    [InlineData("channels", false)]
    [InlineData("axes", false)]
    [InlineData("place", false)]
    public void Fill_TurnedContract_Shows(string turned, bool isRestored)
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.WithObject(Rows(new PixelSize(77, 41)), 1f);

        Exception? difference = Record.Exception(() => AssertRows(tile, Fill(folder, TestErasers.Turned(turned), tile).Image, 1e-4));

        Assert.Equal(isRestored, difference is null);
    }

    [Theory, MemberData(nameof(Contracts))]
    public void Fill_AnyContract_NeverSeesTheHole(string contract, byte[] model, double tolerance)
    {
        using var folder = new TemporaryFolder();
        Tile black = TestTiles.WithObject(Rows(new PixelSize(77, 41)), 0f), white = TestTiles.WithObject(black, 1f);

        Assert.Equal(Fill(folder, model, black).Image.Values, Fill(folder, model, white).Image.Values);
        Assert.True(tolerance > 0, contract);
    }

    [Fact]
    public void Fill_LargerThanAFixedNetwork_IsScaledAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.WithObject(Rows(new PixelSize(150, 97)), 0f);

        EngineFill fill = Fill(folder, TestErasers.Lama("64"), tile);

        AssertRows(tile, fill.Image, 0.01);
        Assert.Contains("of 150×97 ran at 64×41", fill.Notes[1], StringComparison.Ordinal);
        Assert.Contains("softer", Assert.Single(fill.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_KeptPixels_AreTheTilesOwn()
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.Texture(new PixelSize(70, 50), Hole);

        FloatImage filled = Fill(folder, TestErasers.LamaJoined(), tile).Image;

        for (int i = 0; i < filled.Values.Length; i++)
        {
            Assert.True(tile.Mask.Values[i % tile.Mask.Values.Length] > 0 || filled.Values[i] == tile.Image.Values[i]);
        }
    }

    [Fact]
    public void Fill_SoftMask_ErasesAllAboveZero()
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.WithObject(Rows(new PixelSize(77, 41)), 1f);
        for (int i = 0; i < tile.Mask.Values.Length; i++)
        {
            tile.Mask.Values[i] *= 0.01f;
        }

        AssertRows(tile, Fill(folder, TestErasers.LamaJoined(), tile).Image, 1e-4);
    }

    [Fact]
    public void Fill_HoleOfAnotherRegion_IsNotSeenEither()
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.WithObject(Rows(new PixelSize(77, 41)), 0f);
        var other = new PixelRect(50, 0, 10, 41);
        Tile spoilt = tile with { Unknown = TestTiles.RectMask(tile.Image.Size, other), Image = tile.Image.Clone() };
        for (int y = 0; y < 41; y++)
        {
            spoilt.Image.Row(0, y)[50..60].Fill(1f);
        }

        FloatImage filled = Fill(folder, TestErasers.LamaJoined(), spoilt).Image;

        AssertRows(tile, filled, 1e-4);
        Assert.Equal(1f, filled[0, 55, 20]);
    }

    [Fact]
    public void Fill_Transparency_IsFilledAlike()
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.WithObject(TestTiles.From(new PixelSize(77, 41), Row, Hole, channels: 4), 1f);

        FloatImage filled = Fill(folder, TestErasers.LamaJoined(), tile).Image;

        AssertRows(tile, filled, 1e-4);
    }

    [Theory, InlineData(1), InlineData(2)]
    public void Fill_AnyThreads_GivesTheSameBytes(int threads)
    {
        using var folder = new TemporaryFolder();
        Tile tile = TestTiles.Texture(new PixelSize(90, 60), Hole);

        Assert.Equal(Fill(folder, TestErasers.LamaJoined(), tile).Image.Values, Fill(folder, TestErasers.LamaJoined(), tile, threads).Image.Values);
    }

    [Fact]
    public void Fill_TwoEngines_ShareOneFile()
    {
        using var folder = new TemporaryFolder();
        using var file = new EraserFile(folder.Write("shared.onnx", TestErasers.LamaJoined()));
        Tile tile = Rows(new PixelSize(77, 41));
        using (var first = new EraserEngine(file))
        {
            first.Fill(tile, new FillOptions(), null, CancellationToken.None);
        }

        // Loaded already: the file itself is not needed any more.
        File.Delete(file.Path);
        using var second = new EraserEngine(file);
        AssertRows(tile, second.Fill(tile, new FillOptions(), null, CancellationToken.None).Image, 1e-4);
    }

    [Fact]
    public void Fill_EverythingMasked_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var size = new PixelSize(77, 41);
        Tile tile = Rows(size) with { Mask = TestTiles.RectMask(size, size.Bounds) };

        Assert.Contains("nothing to go by", Assert.Throws<EngineException>(() => Fill(folder, TestErasers.LamaJoined(), tile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_Cancelled_IsCancelled()
    {
        using var folder = new TemporaryFolder();
        using var file = new EraserFile(folder.Write("m.onnx", TestErasers.Lama("", 1f)));
        using var engine = new EraserEngine(file);

        Assert.Throws<OperationCanceledException>(() => engine.Fill(Rows(new PixelSize(77, 41)), new FillOptions(), null, new CancellationToken(canceled: true)));
    }

    // Seconds of sines: the run ends long before them, between two operators.
    [Fact]
    public void Fill_CancelledWhileItRuns_EndsWithinAnOperator()
    {
        using var folder = new TemporaryFolder();
        byte[] model = TestErasers.Wrong((g, x) => g.Add(x, g.Scale(Enumerable.Range(0, 300).Aggregate(x, (y, _) => g.Node("Sin", [y])), 1e-6f)));
        using var file = new EraserFile(folder.Write("slow.onnx", model));
        using var engine = new EraserEngine(file);
        using var stop = new CancellationTokenSource();
        engine.Fill(Rows(new PixelSize(77, 41)), new FillOptions(), null, CancellationToken.None);

        stop.CancelAfter(TimeSpan.FromMilliseconds(200));

        Assert.Throws<OperationCanceledException>(() => engine.Fill(Rows(new PixelSize(1500, 1000)), new FillOptions(), null, stop.Token));
    }

    // A network of unknown range is tried on a flat picture first; this answers well there and badly to anything else.
    [Fact]
    public void Fill_NotANumber_SaysWhere()
    {
        using var folder = new TemporaryFolder();
        byte[] model = TestErasers.Wrong((g, x) => g.Node("Sqrt", [g.Subtract(x, g.Number(0.2f))]));

        EngineException failed = Assert.Throws<EngineException>(() => Fill(folder, model, Rows(new PixelSize(77, 41))));

        Assert.Contains("answers with NaN at (0, 0)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_NoKnownRange_IsRefusedWithWhatItGives()
    {
        using var folder = new TemporaryFolder();
        byte[] model = TestErasers.Wrong((g, x) => g.Scale(x, 17f));

        EngineException failed = Assert.Throws<EngineException>(() => Fill(folder, model, Rows(new PixelSize(77, 41))));

        Assert.Contains("gives 12.75 where it sees 0.75", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_AnswerOfAnotherSize_IsRefused()
    {
        using var folder = new TemporaryFolder();
        byte[] model = TestErasers.Wrong((g, x) => g.Node("Slice", [x, g.Integers(0, 0), g.Integers(32, 32), g.Integers(2, 3)]));

        EngineException failed = Assert.Throws<EngineException>(() => Fill(folder, model, Rows(new PixelSize(77, 41))));

        Assert.Contains("[1, 3, 32, 32], expected [1, 3, 256, 256]", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_ValuesBeyondTheContract_AreRefused()
    {
        using var folder = new TemporaryFolder();

        EngineException failed = Assert.Throws<EngineException>(() => Fill(folder, TestErasers.LamaJoined(range: 255f), Rows(new PixelSize(77, 41))));

        Assert.Contains("0…1", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_Progress_EndsWithAll()
    {
        using var folder = new TemporaryFolder();
        using var file = new EraserFile(folder.Write("m.onnx", TestErasers.LamaJoined()));
        using var engine = new EraserEngine(file);
        var steps = new List<EngineProgress>();

        engine.Fill(TestTiles.From(new PixelSize(40, 30), Row, new PixelRect(9, 9, 5, 5), channels: 4), new FillOptions(), new Listener(steps), CancellationToken.None);

        Assert.Equal([new EngineProgress(1, 2, 0.5), new EngineProgress(2, 2, 1)], steps);
    }

    [Fact]
    public void Fill_MissingFile_SaysSo()
    {
        using var file = new EraserFile("/nowhere/lama.onnx");
        using var engine = new EraserEngine(file);

        Assert.Equal(ModelFault.Missing, Assert.Throws<ModelException>(() => engine.Fill(Rows(new PixelSize(77, 41)), new FillOptions(), null, CancellationToken.None)).Fault);
    }

    private static EngineFill Fill(TemporaryFolder folder, byte[] model, Tile tile, int threads = 0)
    {
        using var file = new EraserFile(folder.Write("eraser.onnx", model));
        using var engine = new EraserEngine(file);
        EngineFill fill = engine.Fill(tile, new FillOptions { Threads = threads }, null, CancellationToken.None);
        EngineFillCheck.Require("eraser", tile, fill);
        return fill;
    }

    private static Tile Rows(PixelSize size) => TestTiles.From(size, Row, Hole);

    private static float Row(int c, int x, int y) => 0.1f + (0.2f * c) + (0.005f * y);

    private static void AssertRows(Tile tile, FloatImage filled, double tolerance)
    {
        for (int c = 0; c < filled.Channels; c++)
        {
            for (int y = Hole.Y; y < Hole.Bottom; y++)
            {
                Assert.InRange(filled[c, Hole.X, y], Row(c, 0, y) - tolerance, Row(c, 0, y) + tolerance);
                Assert.InRange(filled[c, Hole.Right - 1, y], Row(c, 0, y) - tolerance, Row(c, 0, y) + tolerance);
            }
        }

        Assert.Equal(tile.Image.Size, filled.Size);
    }

    private sealed class Listener(List<EngineProgress> steps) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => steps.Add(value);
    }
}
