using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Streams;

/// <summary>Pictures through stdin and stdout of the real process.</summary>
public sealed class PipeTests
{
    private static readonly PixelRect Hole = new(20, 15, 8, 6);

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tif")]
    [InlineData("avif")]
    [InlineData("gif")]
    public void Remove_ThroughPipes_GivesTheBytesOfFilesInEveryFormat(string format)
    {
        using var folder = new CliFolder();
        Image photo = SavePhotoOfFewColors(folder, "a." + format);
        string[] job = ["--mask", "mask.png", "--grow", "0", "--feather", "0"];

        PipedRun piped = folder.RunPiped(File.ReadAllBytes(folder["a." + format]), ["remove", "-", .. job, "--output", "-"]);
        CliRun filed = folder.Run(["remove", "a." + format, .. job, "--output", "b." + format]);

        Assert.Equal((0, 0), (piped.Code, filed.Code));
        Assert.Contains("→ stdout", piped.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder["b." + format]), piped.Out);
        Image result = ImageFile.Load(piped.Out, null, TestContext.Current.CancellationToken);
        Assert.Equal(FileFormatOf(format), result.Metadata.SourceFormat);
        if (format != "jpg")
        {
            AssertKeptPixelsAreEqual(photo, result);
        }
    }

    [Theory]
    [InlineData("png", FileFormat.Png)]
    [InlineData("tif", FileFormat.Tiff)]
    [InlineData("webp", FileFormat.Webp)]
    [InlineData("avif", FileFormat.Heif)]
    public void Remove_FormatOption_DecidesWhatStdoutGets(string word, FileFormat format)
    {
        using var folder = new CliFolder();

        PipedRun run = folder.RunPiped([], "remove", "photo.png", "--mask", "mask.png", "--grow", "0", "--output", "-", "--format", word);

        Image result = ImageFile.Load(run.Out, null, TestContext.Current.CancellationToken);
        Assert.Equal(format, result.Metadata.SourceFormat);
        AssertKeptPixelsAreEqual(folder.Load("photo.png"), result);
    }

    [Fact]
    public void Remove_MaskFromStdin_IsTheMaskOfTheFile()
    {
        using var folder = new CliFolder();

        PipedRun piped = folder.RunPiped(File.ReadAllBytes(folder["mask.png"]), "remove", "photo.png", "--mask", "-", "--output", "-");
        CliRun filed = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png");

        Assert.Equal((0, 0), (piped.Code, filed.Code));
        Assert.Equal(File.ReadAllBytes(folder["out.png"]), piped.Out);
    }

    [Theory]
    [InlineData("--output", "mask.png")]
    [InlineData("--preview", "overlay.png")]
    public void Mask_ThroughPipes_GivesTheBytesOfTheFile(string option, string name)
    {
        using var folder = new CliFolder();
        string[] what = ["--mask", "ellipse:50%,50%,20%,20%", "--overwrite", option];

        PipedRun piped = folder.RunPiped(File.ReadAllBytes(folder["photo.png"]), ["mask", "-", .. what, "-"]);
        folder.Run(["mask", "photo.png", .. what, name]);

        Assert.Equal(0, piped.Code);
        Assert.Equal(File.ReadAllBytes(folder[name]), piped.Out);
    }

    [Fact]
    public void Mask_PreviewOfAJpeg_IsAJpegAndTheMaskAPng()
    {
        using var folder = new CliFolder();
        byte[] photo = ImageFile.Encode(folder.Load("photo.png"), FileFormat.Jpeg);

        PipedRun preview = folder.RunPiped(photo, "mask", "-", "--mask", "mask.png", "--preview", "-");
        PipedRun mask = folder.RunPiped(photo, "mask", "-", "--mask", "mask.png", "--output", "-");

        Assert.Equal(FileFormat.Jpeg, ImageFile.ReadHeader(preview.Out).FileFormat);
        Assert.Equal(FileFormat.Png, ImageFile.ReadHeader(mask.Out).FileFormat);
    }

    [Fact]
    public void Replay_TraceOfAPipe_NeedsTheInputAgain()
    {
        using var folder = new CliFolder();
        byte[] photo = File.ReadAllBytes(folder["photo.png"]);
        PipedRun first = folder.RunPiped(photo, "remove", "-", "--mask", "mask.png", "--output", "-", "--trace", "trace", "--format", "webp");
        File.WriteAllText(folder["-"], "not the picture");

        CliRun without = folder.Run("replay", "trace");
        PipedRun again = folder.RunPiped(photo, "replay", "trace", "--input", "-", "--output", "-");

        Assert.Equal(1, without.Code);
        Assert.Contains("came through stdin", without.FirstError, StringComparison.Ordinal);
        Assert.Equal("Try: infill replay trace --input PHOTO", without.LastError);
        Assert.Equal((0, 0), (first.Code, again.Code));
        Assert.Equal(first.Out, again.Out);
    }

    [Fact]
    public void Replay_MaskOfAPipeWithoutItsCopy_DoesNotWaitForStdin()
    {
        using var folder = new CliFolder();
        folder.RunPiped(File.ReadAllBytes(folder["mask.png"]), "remove", "photo.png", "--mask", "-", "--output", "out.png", "--trace", "trace");
        File.Delete(folder["trace/mask.png"]);

        CliRun run = folder.Run("replay", "trace");

        Assert.Equal(1, run.Code);
        Assert.Contains("its copy", run.FirstError, StringComparison.Ordinal);
    }

    private static void AssertKeptPixelsAreEqual(Image before, Image after)
    {
        Assert.Equal(before.Size, after.Size);
        for (int y = 0; y < before.Height; y++)
        {
            for (int x = 0; x < before.Width; x++)
            {
                if (!Hole.Contains(new PixelRect(x, y, 1, 1)))
                {
                    Assert.Equal((before[x, y, 0], before[x, y, 1], before[x, y, 2]), (after[x, y, 0], after[x, y, 1], after[x, y, 2]));
                }
            }
        }
    }

    // As many as a GIF holds.
    private static Image SavePhotoOfFewColors(CliFolder folder, string name)
    {
        Image photo = folder.Load("photo.png");
        foreach (ref byte sample in photo.Samples8.AsSpan())
        {
            sample = (byte)(sample / 64 * 64);
        }

        ImageFile.Save(photo, folder[name]);
        return folder.Load(name);
    }

    private static FileFormat FileFormatOf(string extension) => ImageFile.FormatFromExtension("a." + extension)!.Value;
}
