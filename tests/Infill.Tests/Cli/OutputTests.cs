using System.Net.Sockets;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>Outputs are checked before the run, and written whole or not at all.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData("photo.png", "is the input")]
    [InlineData("./photo.png", "is the input")]
    [InlineData("link.png", "is the input")]
    [InlineData("near.png", "is the input")]
    [InlineData("mask.png", "is the input")]
    [InlineData("taken.png", "exists")]
    [InlineData("out.bmp", "names no format")]
    [InlineData("nowhere/out.png", "does not exist")]
    [InlineData("folder.png", "is a folder")]
    public void Remove_BadOutput_IsRefusedBeforeTheRun(string output, string says)
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["taken.png"], "mine");
        Directory.CreateDirectory(folder["folder.png"]);
        File.CreateSymbolicLink(folder["link.png"], folder["photo.png"]);
        File.CreateSymbolicLink(folder["near.png"], "photo.png");
        byte[] photo = File.ReadAllBytes(folder["photo.png"]);

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", output);

        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.FirstError, StringComparison.Ordinal);
        Assert.Equal(photo, File.ReadAllBytes(folder["photo.png"]));
        Assert.Equal("mine", File.ReadAllText(folder["taken.png"]));
    }

    [Fact]
    public void Remove_FolderThatCannotBeWritten_Is1()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc refuses files, also from root.");
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "/proc/out.png");

        Assert.Equal(1, run.Code);
        Assert.Contains("cannot be written to", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_SocketAsOutput_IsNotReplacedEvenWithOverwrite()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes a socket file.");
        using var folder = new CliFolder();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["socket.png"]));

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "socket.png", "--overwrite");

        Assert.Equal(2, run.Code);
        Assert.Contains("device, pipe or socket", run.FirstError, StringComparison.Ordinal);
        Assert.True(SpecialFile.Is(folder["socket.png"]));
    }

    [Fact]
    public void Remove_WithoutOutput_NamesACompleteCommand()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png");

        Assert.Equal(2, run.Code);
        Assert.Equal("Try: infill remove photo.png --mask mask.png --output photo-filled.png", run.LastError);
    }

    [Fact]
    public void Remove_OutputIsInputWithOverwrite_ReplacesTheFileBehindTheLink()
    {
        using var folder = new CliFolder();
        File.CreateSymbolicLink(folder["link.png"], folder["photo.png"]);
        Image before = folder.Load("photo.png");

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "link.png", "--overwrite");

        Assert.Equal(0, run.Code);
        Assert.NotNull(new FileInfo(folder["link.png"]).LinkTarget);
        Assert.NotEqual(before.ComputeHash(), folder.Load("photo.png").ComputeHash());
    }

    [Fact]
    public void Remove_CountThree_WritesThreeDifferentFillsWithTheirSeeds()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "rect:10,8,24,20", "--output", "out.png", "--count", "3", "--seed", "7");
        CliRun single = folder.Run("remove", "photo.png", "--mask", "rect:10,8,24,20", "--output", "single.png", "--seed", "8");

        Assert.Equal((0, 0), (run.Code, single.Code));
        string[] hashes = [.. Enumerable.Range(1, 3).Select(i => folder.Load($"out-{i}.png").ComputeHash())];
        Assert.Equal(3, hashes.Distinct().Count());
        Assert.Equal(hashes[1], folder.Load("single.png").ComputeHash());
    }

    [Fact]
    public void Remove_SixteenBitIntoJpeg_IsRefusedBeforeTheRun()
    {
        using var folder = new CliFolder();
        var deep = new Image(new PixelSize(20, 20), new PixelFormat(ColorModel.Rgb, false, 16));
        ImageFile.Save(deep, folder["deep.png"]);

        CliRun run = folder.Run("remove", "deep.png", "--mask", "rect:5,5,4,4", "--output", "out.jpg");

        Assert.Equal(2, run.Code);
        Assert.Contains("cannot hold the result", run.FirstError, StringComparison.Ordinal);
        Assert.False(folder.Has("out.jpg"));
    }

    [Theory]
    [InlineData("remove", "--output", "same", "--trace", "same")]
    [InlineData("mask", "--output", "same.png", "--preview", "same.png")]
    public void Outputs_OfOneName_AreRefused(params string[] args)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run([args[0], "photo.png", "--mask", "mask.png", .. args[1..]]);

        Assert.Equal(2, run.Code);
        Assert.Contains("are both", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Extend_ToARatio_KeepsTheOriginalInTheMiddle()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("extend", "photo.png", "--ratio", "3:2", "--output", "wide.png");

        Assert.Equal(0, run.Code);
        Image before = folder.Load("photo.png");
        Image after = folder.Load("wide.png");
        Assert.Equal(new PixelSize(60, 40), after.Size);
        for (int y = 0; y < before.Height; y++)
        {
            Assert.True(before.RowBytes(y).SequenceEqual(after.RowBytes(y).Slice(6 * 3, 48 * 3)), $"Row {y} changed.");
        }
    }
}
