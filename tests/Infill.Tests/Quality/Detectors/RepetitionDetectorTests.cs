using Infill.Imaging;
using Infill.Quality;
using Infill.Quality.Detectors;
using Infill.Tests.Support;

namespace Infill.Tests.Quality.Detectors;

public sealed class RepetitionDetectorTests
{
    private static readonly Mask Hole = QualityScenes.Disc();

    [Theory]
    [InlineData(55, 7)]
    [InlineData(-61, -12)]
    [InlineData(3, 58)]
    public void Read_BlockFromBeside_IsFoundAtItsOffset(int dx, int dy)
    {
        FillView view = QualityScenes.View(Copy(dx, dy, half: 18));

        DetectorReading reading = RepetitionDetector.Read(view)!;

        Assert.InRange(reading.Measures[0], Read(QualityScenes.Photo())[0] + 2, 9);
        Assert.InRange(reading.Measures[4], Math.Log(12), 9);
        Assert.All(Enumerable.Range(0, reading.Heat!.Length).Where(i => reading.Heat[i] > 0), i => Assert.True(view.Depth[i] > 0));
        Assert.InRange(reading.Heat.Count(h => h > 0), 300, 37 * 37);
    }

    [Fact]
    public void Read_LargerBlock_CountsForMore() =>
        Assert.InRange(Read(Copy(60, 5, half: 24))[2], Read(Copy(60, 5, half: 12))[2] + 0.5, 20);

    [Fact]
    public void Read_BlockWithinTheFill_IsFound()
    {
        FloatImage tones = QualityScenes.Tones(1);
        Mask right = Holes.Of(QualityScenes.Width, QualityScenes.Height, new PixelRect(152, 125, 26, 30));

        double[] copied = Read(QualityScenes.Change(QualityScenes.Photo(), right, (c, x, y, _) => tones[c, x - 28, y]));

        Assert.InRange(copied[0], Read(QualityScenes.Photo())[0] + 1, 9);
    }

    [Fact]
    public void Read_BlockTooNearToItself_IsTheTexturesOwnLikeness() => Assert.InRange(Read(Copy(7, 3, half: 18))[4], 0, Math.Log(12));

    [Fact]
    public void Read_TextureThatRepeatsEverywhere_CountsForLessThanACopy()
    {
        var tiles = new FloatImage(3, QualityScenes.Size);
        FloatImage tones = QualityScenes.Tones(2);
        for (int i = 0; i < tiles.Values.Length; i++)
        {
            int pixel = i % (QualityScenes.Width * QualityScenes.Height);
            tiles.Values[i] = tones[i / (QualityScenes.Width * QualityScenes.Height), pixel % QualityScenes.Width % 40, pixel / QualityScenes.Width % 40];
        }

        double[] measures = Read(QualityScenes.ToImage(tiles));

        Assert.InRange(measures[1], -1, Read(Copy(60, 5, half: 18))[1] - 1);
    }

    [Fact]
    public void Read_StraightLine_IsThin()
    {
        Image flat = Pictures.Flat(QualityScenes.Width, QualityScenes.Height, 0.6);
        Mask line = Infill.Masks.MaskShapes.Rectangle(flat.Size, new Infill.Masks.MaskPoint(0, 138), QualityScenes.Width, 4);

        double[] measures = Read(QualityScenes.Change(flat, line, (_, _, _, _) => 0.2f));

        Assert.InRange(measures[4], 0, Math.Log(1 + 6));
    }

    [Fact]
    public void Read_FlatPicture_FindsNothing()
    {
        double[] measures = Read(Pictures.Flat(QualityScenes.Width, QualityScenes.Height, 0.5));

        Assert.Equal(Math.Log(0.01), measures[0], 9);
        Assert.Equal(0, measures[3]);
        Assert.Equal(0, measures[4]);
    }

    private static double[] Read(Image image) => RepetitionDetector.Read(QualityScenes.View(image))!.Measures;

    private static Mask Square(int half) =>
        Holes.Of(QualityScenes.Width, QualityScenes.Height, new PixelRect(150 - half, 140 - half, (2 * half) + 1, (2 * half) + 1));

    private static Image Copy(int dx, int dy, int half)
    {
        FloatImage tones = QualityScenes.Tones(1);
        return QualityScenes.Change(QualityScenes.Photo(), Square(half), (c, x, y, _) => tones[c, x + dx, y + dy]);
    }
}
