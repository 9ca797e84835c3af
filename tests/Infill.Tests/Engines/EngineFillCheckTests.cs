using Infill.Engines;
using Infill.Imaging;
using Infill.Tiles;

namespace Infill.Tests.Engines;

public sealed class EngineFillCheckTests
{
    private static readonly PixelSize Size = new(5, 4);

    private static readonly Tile Tile = new()
    {
        Image = new FloatImage(3, Size),
        Mask = new Mask(Size),
        RectInImage = new PixelRect(0, 0, 5, 4),
    };

    [Fact]
    public void Require_GoodFill_Passes()
    {
        EngineFill fill = new() { Image = Filled(1f), Confidence = new FloatImage(1, Size), Sources = new int[20] };

        Assert.Null(Record.Exception(() => EngineFillCheck.Require("e", Tile, fill)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1.0001f)]
    [InlineData(-0.01f)]
    public void Require_BadValue_NamesEngineValueAndPlace(float bad)
    {
        FloatImage image = Filled(0.5f);
        image[1, 3, 2] = bad;

        EngineException e = Assert.Throws<EngineException>(() => EngineFillCheck.Require("patchy", Tile, new EngineFill { Image = image }));

        Assert.Contains("'patchy'", e.Message, StringComparison.Ordinal);
        Assert.Contains("(3, 2)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_MissingPicture_IsRefused() =>
        Assert.Throws<EngineException>(() => EngineFillCheck.Require("e", Tile, new EngineFill { Image = null! }));

    [Fact]
    public void Require_WrongShape_IsRefused()
    {
        EngineFill[] wrong =
        [
            new() { Image = new FloatImage(4, Size) },
            new() { Image = new FloatImage(3, new PixelSize(4, 5)) },
            new() { Image = Filled(0), Confidence = new FloatImage(3, Size) },
            new() { Image = Filled(0), Confidence = new FloatImage(1, new PixelSize(5, 5)) },
            new() { Image = Filled(0), Sources = new int[19] },
            new() { Image = Filled(0), Sources = [.. Enumerable.Repeat(20, 20)] },
            new() { Image = Filled(0), Sources = [.. Enumerable.Repeat(-2, 20)] },
        ];

        Assert.All(wrong, fill => Assert.Throws<EngineException>(() => EngineFillCheck.Require("e", Tile, fill)));
    }

    private static FloatImage Filled(float value)
    {
        var image = new FloatImage(3, Size);
        image.Values.AsSpan().Fill(value);
        return image;
    }
}
