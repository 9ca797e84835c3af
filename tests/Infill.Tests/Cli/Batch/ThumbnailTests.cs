using Infill.Cli.Batch;
using Infill.Imaging;
using Infill.Tests.Support;
using Infill.Workflows;

namespace Infill.Tests.Cli.Batch;

/// <summary>Small pictures for the report, and the file that keeps them.</summary>
public sealed class ThumbnailTests
{
    [Theory]
    [InlineData(640, 427, 320, 320, 213)]
    [InlineData(31, 1000, 112, 3, 112)]
    [InlineData(1000, 1, 192, 192, 1)]
    [InlineData(20, 30, 112, 20, 30)]
    public void Encode_AnySize_FitsAndKeepsTheShape(int width, int height, int longest, int expectedWidth, int expectedHeight)
    {
        byte[] jpeg = Thumbnail.Encode(Pictures.Noise(width, height), longest);

        ImageHeader header = ImageFile.ReadHeader(jpeg);
        Assert.Equal((FileFormat.Jpeg, new PixelSize(expectedWidth, expectedHeight)), (header.FileFormat, header.Size));
    }

    [Fact]
    public void Encode_FlatPictureOfEveryFormat_KeepsItsColour() => Assert.All(Pictures.AllFormats, format =>
    {
        Image small = ImageFile.Load(Thumbnail.Encode(Pictures.Flat(300, 200, 0.4, format), 100));

        Assert.Equal(Pictures.Rgb8, small.Format);

        // CMYK without a profile has no one colour; the others are 0.4 of 255, within JPEG's rounding.
        if (format.Model != ColorModel.Cmyk)
        {
            Assert.InRange(small[50, 30, 1], 100, 104);
        }
    });

    [Fact]
    public void Encode_TransparentPlaces_AreWhite()
    {
        var picture = new Image(new PixelSize(40, 40), Pictures.Rgba8);

        Assert.InRange(ImageFile.Load(Thumbnail.Encode(picture, 40))[20, 20, 0], 250, 255);
    }

    [Fact]
    public void EncodeSource_Extension_HasWhiteBorders()
    {
        Image photo = Pictures.Flat(60, 40, 0.4, Pictures.Rgb8);
        InpaintRequest request = Outpaint.ToRequest(photo, new OutpaintBorders(60, 0, 0, 0));

        Image small = ImageFile.Load(Thumbnail.EncodeSource(request, 60));

        Assert.Equal(new PixelSize(60, 20), small.Size);
        Assert.InRange(small[15, 10, 1], 250, 255);
        Assert.InRange(small[45, 10, 1], 98, 106);
    }

    [Fact]
    public void SizeFor_MoreItems_IsNeverLarger()
    {
        int[] sizes = [.. new[] { 1, 200, 201, 2000, 2001, 100_000 }.Select(count => Thumbnail.SizeFor(count))];

        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Contains(Thumbnail.SizeFor(null), sizes);
    }

    [Fact]
    public void Store_OpenedAgain_HasTheLastPairOfEachName()
    {
        using var temporary = new TemporaryFolder();
        var folder = new OutputFolder(temporary.Path);
        using (var store = new ThumbnailStore(folder, fresh: false))
        {
            store.Add("a/é\n.png", [1, 2, 3], [4]);
            store.Add("b.png", [5], [6, 7]);
            store.Add("a/é\n.png", [8], [9, 9]);
        }

        using var again = new ThumbnailStore(folder, fresh: false);

        Assert.Equal([8], again.Find("a/é\n.png")!.Value.Before);
        Assert.Equal([9, 9], again.Find("a/é\n.png")!.Value.After);
        Assert.Equal([6, 7], again.Find("b.png")!.Value.After);
        Assert.Null(again.Find("c.png"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(20)]
    public void Store_TornLastEntry_IsCutOffAndTheRestStands(int torn)
    {
        using var temporary = new TemporaryFolder();
        var folder = new OutputFolder(temporary.Path);
        string path = temporary.File(ThumbnailStore.FileName);
        using (var store = new ThumbnailStore(folder, fresh: false))
        {
            store.Add("a.png", [1], [2]);
        }

        long whole = new FileInfo(path).Length;
        using (var store = new ThumbnailStore(folder, fresh: false))
        {
            store.Add("b.png", [3, 3, 3], [4, 4, 4]);
        }

        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^torn]);

        using var again = new ThumbnailStore(folder, fresh: false);
        Assert.Equal([2], again.Find("a.png")!.Value.After);
        Assert.Null(again.Find("b.png"));
        again.Add("c.png", [5], [6]);
        Assert.Equal([6], again.Find("c.png")!.Value.After);
        Assert.True(new FileInfo(path).Length < whole * 3);
    }

    [Fact]
    public void Store_FileOfRubbish_HoldsNothingAndThrowsNothing()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write(ThumbnailStore.FileName, [.. Enumerable.Repeat((byte)0xFE, 500)]);

        using var store = new ThumbnailStore(new OutputFolder(temporary.Path), fresh: false);

        store.Add("a.png", [1], [2]);
        Assert.Equal([1], store.Find("a.png")!.Value.Before);
    }
}
