using Infill.Imaging;
using Infill.Server.Pyramids;
using Infill.Tests.Support;

namespace Infill.Server.Tests.Pyramids;

/// <summary>What is read from a working copy is the picture.</summary>
public sealed class WorkingCopyTests
{
    [Fact]
    public void ReadLevel_Nought_IsThePictureInEveryFormat()
    {
        using var folder = new TemporaryFolder();
        foreach (PixelFormat format in Pictures.AllFormats)
        {
            Image image = Pictures.Noise(301, 263, format);
            WorkingCopy copy = WorkingCopy.Write(image, folder.File($"{format}.tiles"));

            Assert.Equal(image.ComputeHash(), copy.ReadLevel(0).ComputeHash());
            Assert.Equal(copy.Shape.Bytes, new FileInfo(folder.File($"{format}.tiles")).Length);
        }
    }

    [Fact]
    public void ReadLevel_Further_IsTheAreaMean()
    {
        using var folder = new TemporaryFolder();
        Image image = Pictures.Noise(520, 300);

        WorkingCopy copy = WorkingCopy.Write(image, folder.File("a.tiles"));

        Assert.Equal(AreaResample.Reduce(image, new PixelSize(260, 150)).ComputeHash(), copy.ReadLevel(1).ComputeHash());
        Assert.Equal(new PixelSize(130, 75), copy.ReadLevel(2).Size);
    }

    [Fact]
    public void Read_Tile_IsItsPartOfThePicture()
    {
        using var folder = new TemporaryFolder();
        Image image = Pictures.Noise(520, 300, Pictures.Rgb16);
        WorkingCopy copy = WorkingCopy.Write(image, folder.File("a.tiles"));

        Image tile = copy.Read(0, copy.Shape.Find(0, 2, 1)!.Value);

        Assert.Equal(new PixelSize(8, 44), tile.Size);
        Assert.Equal(image[515, 290, 2], tile[3, 34, 2]);
    }

    [Fact]
    public void Remove_Copy_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        WorkingCopy first = WorkingCopy.Write(Pictures.Noise(20, 20), folder.File("a.tiles"));

        first.Remove();

        Assert.Throws<FileNotFoundException>(() => first.ReadLevel(0));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
