using Infill.Cli.Traces;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Tests.Cli;

public sealed class StagePicturesTests
{
    private static readonly PixelSize Size = new(5, 3);

    [Fact]
    public void Of_EngineThatTellsAll_HasSevenPicturesInOrder() => Assert.Equal(
        ["original", "denoise", "composite", "generated", "blended", "confidence", "sources"],
        StagePictures.Of(Stages(channels: 3, tellsAll: true)).Select(p => p.Label));

    [Fact]
    public void Of_EngineThatTellsNothing_LeavesItsPicturesOut() => Assert.Equal(
        ["original", "denoise", "composite", "generated", "blended"],
        StagePictures.Of(Stages(channels: 3, tellsAll: false)).Select(p => p.Label));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_Tile_KeepsItsValuesAndAlpha(int channels)
    {
        RegionStages stages = Stages(channels, tellsAll: false);
        stages.Original[channels - 1, 4, 2] = 0.5f;
        stages.Original[0, 1, 1] = 7f;

        Image picture = Find(stages, "original");

        Assert.Equal(channels == 4, picture.Format.HasAlpha);
        Assert.Equal(128, picture[4, 2, channels - 1]);
        Assert.Equal(255, picture[1, 1, 0]);
    }

    [Theory]
    [InlineData(0f, 255, 0)]
    [InlineData(0.5f, 255, 255)]
    [InlineData(1f, 0, 255)]
    public void Of_Confidence_GoesFromRedOverYellowToGreen(float sure, int red, int green)
    {
        RegionStages stages = Stages(channels: 3, tellsAll: true);
        stages.Confidence!.Values.AsSpan().Fill(sure);

        Image heat = Find(stages, "confidence");

        Assert.Equal((red, green, 0), (heat[2, 1, 0], heat[2, 1, 1], heat[2, 1, 2]));
        Assert.Equal((0, 0, 0), (heat[0, 0, 0], heat[0, 0, 1], heat[0, 0, 2]));
    }

    [Fact]
    public void Of_Sources_ShowColumnAsRedAndRowAsGreen()
    {
        RegionStages stages = Stages(channels: 3, tellsAll: true);

        Image map = Find(stages, "sources");

        // The pixel (2, 1) came from index 9 = (4, 1): 4/5 of the width, 1/3 of the height.
        Assert.Equal((204, 85), (map[2, 1, 0], map[2, 1, 1]));
        Assert.Equal(0, map[0, 0, 0]);
    }

    [Fact]
    public void Of_Mask_IsGreyAndSoft()
    {
        Image mask = Find(Stages(channels: 3, tellsAll: false), "composite");

        Assert.Equal(new PixelFormat(ColorModel.Grey, false, 8), mask.Format);
        Assert.Equal((64, 0), (mask[2, 1, 0], mask[0, 0, 0]));
    }

    private static Image Find(RegionStages stages, string label) => StagePictures.Of(stages).Single(p => p.Label == label).Picture;

    /// <summary>A tile with one filled pixel at (2, 1).</summary>
    internal static RegionStages Stages(int channels, bool tellsAll)
    {
        var hole = new PixelRect(2, 1, 1, 1);
        var denoise = new Mask(Size, hole);
        denoise.Values[0] = 1f;
        var composite = new Mask(Size, hole);
        composite.Values[0] = 0.25f;
        int[] sources = new int[Size.Area];
        Array.Fill(sources, -1);
        sources[7] = 9;
        return new RegionStages
        {
            Plan = new CropPlan { SourceInImage = Size.Bounds, HoleInImage = hole, Runs = [new PixelRun(2, 1, 1)], HolePixels = 1 },
            Original = new FloatImage(channels, Size),
            Denoise = denoise,
            Composite = composite,
            Generated = new FloatImage(channels, Size),
            Blended = new FloatImage(channels, Size),
            Confidence = tellsAll ? new FloatImage(1, Size) : null,
            Sources = tellsAll ? sources : null,
        };
    }
}
