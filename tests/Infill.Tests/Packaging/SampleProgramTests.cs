using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tests.Style;
using Infill.Tests.Support;

namespace Infill.Tests.Packaging;

/// <summary>Each program of samples/ runs as its first lines say, and keeps what it must keep.</summary>
[Collection(Dotnet.OneAtATime)]
public sealed class SampleProgramTests
{
    [Fact]
    public void RemoveObject_OfTheRocket_IsTheCommandLinesPicture()
    {
        using var folder = new TemporaryFolder();

        CliRun run = Sample("remove-object", Photo("rocket.jpg"), Photo("rocket-tower.png"), folder.File("out.png"));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(": 0 of 261481 kept pixels changed", run.Out, StringComparison.Ordinal);
        Dotnet.RunProgram(
            "dotnet", folder.Path, [], Path.Combine(AppContext.BaseDirectory, "Infill.Cli.dll"),
            "remove", Photo("rocket.jpg"), "--mask", Photo("rocket-tower.png"), "--output", "cli.png");
        Assert.Equal(File.ReadAllBytes(folder.File("cli.png")), File.ReadAllBytes(folder.File("out.png")));
    }

    [Fact]
    public void RemoveObject_WithoutAPhoto_SaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();

        CliRun run = Sample("remove-object", folder.File("none.png"), Photo("rocket-tower.png"), folder.File("out.png"));

        Assert.Equal(1, run.Code);
        Assert.Contains("none.png does not exist", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out.png")));
    }

    [Fact]
    public void Outpaint_ToARatio_KeepsTheOriginalInItsPlace()
    {
        using var folder = new TemporaryFolder();
        Image original = TestPictures.Noise(new PixelSize(60, 40), new PixelFormat(ColorModel.Rgb, false, 8));
        ImageFile.Save(original, folder.File("in.png"));

        CliRun run = Sample("outpaint", folder.File("in.png"), "2:1", folder.File("out.png"));

        Assert.True(run.Code == 0, run.Error);
        Image wide = ImageFile.Load(folder.File("out.png"));
        Assert.Equal(new PixelSize(80, 40), wide.Size);
        for (int y = 0; y < original.Height; y++)
        {
            Assert.True(original.RowBytes(y).SequenceEqual(wide.RowBytes(y).Slice(10 * 3, 60 * 3)), $"row {y} changed");
        }
    }

    [Fact]
    public void BatchWithOwnEngine_OnePhotoWithoutMask_DoesTheOthersAndLists()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["photos", "masks"])
        {
            Directory.CreateDirectory(folder.File(name));
        }

        Image photo = TestPictures.Noise(new PixelSize(60, 40), new PixelFormat(ColorModel.Rgb, false, 8));
        var hole = new PixelRect(13, 7, 24, 12);
        ImageFile.Save(photo, folder.File("photos/a.png"));
        ImageFile.Save(photo, folder.File("photos/b.png"));
        Mask mask = new(photo.Size, hole);
        mask.Values.AsSpan().Fill(1f);
        ImageFile.Save(MaskImage.ToImage16(mask), folder.File("masks/b.png"));

        CliRun run = Sample("batch-with-own-engine", folder.File("photos"), folder.File("masks"), folder.File("out"));

        Assert.Equal(1, run.Code);
        Assert.Contains("a.png does not exist", run.Error, StringComparison.Ordinal);
        Image mosaic = ImageFile.Load(folder.File("out/b.png"));
        int changed = 0;
        for (int i = 0; i < photo.Size.Area; i++)
        {
            bool same = photo.Samples8.AsSpan(i * 3, 3).SequenceEqual(mosaic.Samples8.AsSpan(i * 3, 3));
            changed += same ? 0 : 1;
            Assert.True(same || hole.Contains(i % photo.Width, i / photo.Width), $"kept pixel {i} changed");
        }

        Assert.InRange(changed, hole.Area / 2, hole.Area);
    }

    // The package's README shows what is compiled and run above.
    [Fact]
    public void LibraryReadme_Example_IsTheSample()
    {
        string[] readme = File.ReadAllLines(Path.Combine(SourceTree.Root, "src/Infill/README.md"));
        string[] sample = [.. File.ReadAllLines(Path.Combine(SourceTree.Root, "samples/remove-object.cs")).Select(line => line.Trim())];

        string[] example = [.. readme.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```").Where(line => line.Length > 0)];

        Assert.True(example.Length >= 9, "The example is gone.");
        Assert.Equal(example, sample.Where(example.Contains));
    }

    private static string Photo(string name) => Path.Combine(SourceTree.Root, "samples", name);

    private static CliRun Sample(string name, params string[] args) =>
        Dotnet.RunProgram("dotnet", SourceTree.Root, [], ["run", "-c", "Release", $"samples/{name}.cs", "--", .. args]);
}
