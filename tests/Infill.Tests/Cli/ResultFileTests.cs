using Infill.Cli.Jobs;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class ResultFileTests
{
    [Theory]
    [InlineData("out.png", "Exact")]
    [InlineData("out.tif", "Exact")]
    [InlineData("out.webp", "Exact")]
    [InlineData("out.jpg", "Lossy")]
    [InlineData("out", "Exact")]
    public void Write_AnyFormat_ProvesWhatItCan(string name, string proof)
    {
        using var folder = new CliFolder();
        Image photo = folder.Load("photo.png");

        WrittenFile written = ResultFile.Write(photo, folder[name], new OutputArguments(), StandardStreams.OfProcess, CancellationToken.None);

        Assert.Equal(proof, written.Proof.ToString());
        Assert.Equal(new FileInfo(folder[name]).Length, written.Bytes);
        Assert.Equal(ResultFile.HashFile(folder[name]), written.Sha256);
        Assert.Equal(proof == "Exact", folder.Load(name).ComputeHash() == photo.ComputeHash());
    }

    [Fact]
    public void Write_GreyIntoWebp_IsProvenThroughEqualChannels()
    {
        using var folder = new CliFolder();
        var grey = new Image(new PixelSize(9, 7), new PixelFormat(ColorModel.Grey, false, 8));

        WrittenFile written = ResultFile.Write(grey, folder["out.webp"], new OutputArguments(), StandardStreams.OfProcess, CancellationToken.None);

        Assert.Equal(ColorModel.Rgb, folder.Load("out.webp").Format.Model);
        Assert.Equal(FileProof.Exact, written.Proof);
    }

    [Fact]
    public void Write_NameTakenMeanwhile_LeavesItAndNoTemporaryFile()
    {
        using var folder = new CliFolder();
        Image photo = folder.Load("photo.png");
        File.WriteAllText(folder["out.png"], "mine");

        Assert.Throws<ImageFileException>(() => ResultFile.Write(photo, folder["out.png"], new OutputArguments(), StandardStreams.OfProcess, CancellationToken.None));

        Assert.Equal("mine", File.ReadAllText(folder["out.png"]));
        Assert.Equal(["mask.png", "out.png", "photo.png"], folder.Names());
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        using var folder = new CliFolder();
        Image photo = folder.Load("photo.png");

        Assert.Throws<OperationCanceledException>(
            () => ResultFile.Write(photo, folder["out.png"], new OutputArguments(), StandardStreams.OfProcess, new CancellationToken(canceled: true)));

        Assert.Equal(["mask.png", "photo.png"], folder.Names());
    }
}
