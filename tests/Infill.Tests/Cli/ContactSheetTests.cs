using Infill.Cli.Traces;
using Infill.Imaging;

namespace Infill.Tests.Cli;

public sealed class ContactSheetTests
{
    private const int Paper = 32;
    private const int Ink = 220;

    [Fact]
    public void Draw_TwoRowsOfUnequalLength_HasRoomForTheLonger()
    {
        Image sheet = ContactSheet.Draw([[Flat("a", 10, 10, 200)], [Flat("b", 10, 10, 200), Flat("c", 10, 10, 200)]]);

        Assert.Equal(new PixelSize((2 * 200) + 8, (2 * 214) + 8), sheet.Size);
    }

    [Theory]
    [InlineData(10, 7, 10, 7)]
    [InlineData(1000, 500, 192, 96)]
    [InlineData(3, 5000, 1, 192)]
    public void Draw_AnyPicture_FitsItsCell(int width, int height, int shownWidth, int shownHeight)
    {
        Image sheet = ContactSheet.Draw([[Flat("x", width, height, 77)]]);

        Assert.Equal(shownWidth * shownHeight, Count(sheet, 77));
    }

    [Fact]
    public void Draw_LargePicture_IsAveragedNotSampled()
    {
        (string label, Image stripes) = Flat("s", 384, 384, 0);
        for (int x = 0; x < 384; x += 2)
        {
            for (int y = 0; y < 384; y++)
            {
                stripes[x, y, 0] = 100;
            }
        }

        Assert.Equal(192 * 192, Count(ContactSheet.Draw([[(label, stripes)]]), 50));
    }

    [Fact]
    public void Draw_MoreRegionsThanRows_StopsAtTheLimit()
    {
        IReadOnlyList<(string, Image)>[] rows = [.. Enumerable.Range(0, 60).Select(_ => new[] { Flat("r", 2, 2, 9) })];

        Assert.Equal((ContactSheet.MaxRows * 214) + 8, ContactSheet.Draw(rows).Height);
    }

    [Fact]
    public void Write_LetterI_HasItsNineDots()
    {
        Image paper = Canvas(20, 20);

        PixelFont.Write(paper, "i", 1, 1);

        // Three dots on top, three below, three in the stem; each 2×2 pixels.
        Assert.Equal(9 * 4, Count(paper, Ink));
    }

    [Fact]
    public void Write_EveryLetterAndDigit_LooksDifferent()
    {
        string[] glyphs = [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".Select(letter =>
        {
            Image paper = Canvas(8, 12);
            PixelFont.Write(paper, letter.ToString(), 0, 0);
            return paper.ComputeHash();
        })];

        // 0 and O share their dots, as 5 and S do not.
        Assert.Equal(35, glyphs.Distinct().Count());
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("_")]
    [InlineData("é")]
    public void Write_OtherCharacters_AreBlank(string text)
    {
        Image paper = Canvas(20, 20);

        PixelFont.Write(paper, text, 0, 0);

        Assert.Equal(0, Count(paper, Ink));
    }

    private static (string Label, Image Picture) Flat(string label, int width, int height, int value)
    {
        var picture = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Grey, false, 8));
        Array.Fill(picture.Samples8, (byte)value);
        return (label, picture);
    }

    private static Image Canvas(int width, int height)
    {
        var canvas = new Image(new PixelSize(width, height), new PixelFormat(ColorModel.Rgb, false, 8));
        Array.Fill(canvas.Samples8, (byte)Paper);
        return canvas;
    }

    private static int Count(Image picture, int value) =>
        Enumerable.Range(0, picture.Width * picture.Height).Count(i => picture[i % picture.Width, i / picture.Width, 0] == value);
}
