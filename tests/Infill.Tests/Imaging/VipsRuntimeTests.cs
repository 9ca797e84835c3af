using System.Text;
using Infill.Imaging;
using Infill.Tests.Support;
using VipsImage = NetVips.Image;

namespace Infill.Tests.Imaging;

public sealed class VipsRuntimeTests
{
    [Theory]
    [InlineData("8.18.2", false)]
    [InlineData("8.17.9", false)]
    [InlineData("8.18.3", true)]
    [InlineData("9.0.0", true)]
    public void RequireVersion_OldLibvips_IsRefused(string version, bool isAccepted)
    {
        Exception? error = Record.Exception(() => VipsRuntime.RequireVersion(Version.Parse(version)));

        Assert.Equal(isAccepted, error is null);
        Assert.True(error is null or ImageFileException);
    }

    [Fact]
    public void Version_OfThePackage_IsNewEnough() =>
        Assert.True(Version.Parse(VipsRuntime.Version) >= VipsRuntime.MinimumVersion);

    [Fact]
    public void EnsureInitialized_OtherLoaders_AreBlocked()
    {
        VipsRuntime.EnsureInitialized();
        using VipsImage pixel = VipsImage.Black(4, 4);
        byte[] svg = Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>");
        byte[] csv = Encoding.ASCII.GetBytes("1,2\n3,4\n");
        using var folder = new TemporaryFolder();
        pixel.Vipssave(folder.File("a.v"));

        Assert.ThrowsAny<Exception>(() => VipsImage.SvgloadBuffer(svg));
        Assert.ThrowsAny<Exception>(() => VipsImage.NewFromBuffer(svg));
        Assert.ThrowsAny<Exception>(() => VipsImage.Csvload(folder.Write("a.csv", csv)));
        Assert.ThrowsAny<Exception>(() => VipsImage.Vipsload(folder.File("a.v")));
        Assert.ThrowsAny<Exception>(() => VipsImage.Rawload(folder.File("a.v"), 2, 2, 1));
        Assert.Equal(4, VipsImage.NewFromBuffer(pixel.PngsaveBuffer()).Width);
    }
}
