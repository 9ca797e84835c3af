using System.Diagnostics;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Imaging;

public sealed class SpecialFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infill-special-").FullName;

    [Theory]
    [InlineData("/dev/null", true)]
    [InlineData("/dev/zero", true)]
    [InlineData("/dev", false)]
    [InlineData("/nowhere/at/all", false)]
    public void Is_PathOfTheSystem_TrueForDevicesOnly(string path, bool expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices have other names elsewhere.");

        Assert.Equal(expected, SpecialFile.Is(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("content")]
    public void Is_RegularFile_False(string content)
    {
        string path = Path.Combine(_folder, "file.png");
        File.WriteAllText(path, content);

        Assert.False(SpecialFile.Is(path));
    }

    [Fact]
    public void Save_OntoALinkToAPipe_IsRefusedAndLeavesThePipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No named files for pipes.");
        string pipe = Path.Combine(_folder, "pipe");
        string link = Path.Combine(_folder, "link.png");
        using (Process make = Process.Start("mkfifo", pipe))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(link, "pipe");
        Image image = TestPictures.Noise(new PixelSize(3, 2), Pictures.Rgb8);

        ImageFileException refusal = Assert.Throws<ImageFileException>(() => ImageFile.Save(image, link, new SaveOptions { Overwrite = true }));

        Assert.Contains("pipe", refusal.Message, StringComparison.Ordinal);
        Assert.True(SpecialFile.Is(pipe));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
