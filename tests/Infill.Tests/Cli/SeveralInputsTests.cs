using System.Text.Json;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>Several files, folders and patterns through the process.</summary>
public sealed class SeveralInputsTests
{
    [Fact]
    public void Remove_ThreeFilesOneBad_WritesTwoAndIs3()
    {
        using CliFolder folder = Make();
        File.WriteAllText(folder["in/bad.png"], "not a picture");

        CliRun run = folder.Run("remove", "in/a.png", "in/bad.png", "in/b.jpg", "--mask", "mask.png", "--output-dir", "new/out");

        Assert.Equal(3, run.Code);
        Assert.Equal(["a.png", "b.jpg"], Names(folder, "new/out"));
        Assert.Contains("infill: in/bad.png is not a picture", run.Error, StringComparison.Ordinal);
        Assert.Contains("infill: 1 of 3 inputs failed.", run.Error, StringComparison.Ordinal);
        Assert.Equal("Try: infill check in/bad.png --mask mask.png", run.LastError);
    }

    [Fact]
    public void Remove_Folder_GivesTheBytesOfSingleRuns()
    {
        using CliFolder folder = Make();

        CliRun all = folder.Run("remove", "in", "--mask", "masks/{name}.png", "--output-dir", "out", "--format", "png");
        CliRun one = folder.Run("remove", "in/b.jpg", "--mask", "masks/b.png", "--output", "single.png");

        Assert.Equal((0, 0), (all.Code, one.Code));
        Assert.Equal(["a.png", "b.png"], Names(folder, "out"));
        Assert.Equal(File.ReadAllBytes(folder["single.png"]), File.ReadAllBytes(folder["out/b.png"]));
        Assert.NotEqual(folder.Load("in/a.png")[3, 3, 0], folder.Load("out/a.png")[3, 3, 0]);
    }

    [Fact]
    public void Remove_Json_IsOneRecordPerInput()
    {
        using CliFolder folder = Make();

        CliRun run = folder.Run("remove", "in/a.png", "missing.png", "--mask", "mask.png", "--output-dir", "out", "--trace", "trace", "--json", "-q");

        JsonElement[] records = [.. run.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["result", "error"], records.Select(r => r.GetProperty("record").GetString()!));
        Assert.Equal("missing.png", records[1].GetProperty("input").GetString());
        Assert.Equal(1, records[1].GetProperty("exitCode").GetInt32());
        Assert.Equal(3, run.Code);
        Assert.True(folder.Has("trace/a.png/trace.json"));
    }

    [Theory]
    [InlineData(1, "missing.png", "gone.png")]
    [InlineData(2, "in/a.png", "in/b.jpg", "--mask", "rect:900,900,2,2")]
    [InlineData(7, "in/large-1.png", "in/large-2.png", "--max-megapixels", "1")]
    [InlineData(1, "missing.png", "in/large-1.png", "--max-megapixels", "1")]
    public void Remove_AllFail_IsTheirCommonCode(int code, params string[] args)
    {
        using CliFolder folder = Make();
        folder.SavePhoto("in/large-1.png", 1100, 1000);
        File.Copy(folder["in/large-1.png"], folder["in/large-2.png"]);
        string[] mask = args.Contains("--mask") ? [] : ["--mask", "rect:5,5,9,9"];

        CliRun run = folder.Run(["remove", .. args, .. mask, "--output-dir", "out"]);

        Assert.Equal(code, run.Code);
        Assert.StartsWith("Try: infill check ", run.LastError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]) && Names(folder, "out").Length > 0);
    }

    [Fact]
    public void Remove_NamesThatCollide_AreRefusedBeforeTheRun()
    {
        using CliFolder folder = Make();
        folder.SavePhoto("in/sub/a.png", 48, 40);

        CliRun flat = folder.Run("remove", "in/a.png", "in/sub/a.png", "--mask", "mask.png", "--output-dir", "out");
        CliRun tree = folder.Run("remove", "in/**/*.png", "--mask", "mask.png", "--output-dir", "out");

        Assert.Equal((2, 0), (flat.Code, tree.Code));
        Assert.Contains("would both be written to", flat.FirstError, StringComparison.Ordinal);
        Assert.Equal(["a.png", "sub"], Names(folder, "out"));
        Assert.True(folder.Has("out/sub/a.png"));
    }

    [Fact]
    public void Remove_IntoTheFolderItself_NeedsOverwrite()
    {
        using CliFolder folder = Make();
        string before = folder.Load("in/a.png").ComputeHash();

        CliRun refused = folder.Run("remove", "in", "--mask", "mask.png", "--output-dir", "in");
        CliRun done = folder.Run("remove", "in", "--mask", "mask.png", "--output-dir", "in", "--overwrite");

        Assert.Equal((2, 0), (refused.Code, done.Code));
        Assert.Contains("'in/a.png'", refused.Error, StringComparison.Ordinal);
        Assert.Contains("'in/b.jpg'", refused.Error, StringComparison.Ordinal);
        Assert.NotEqual(before, folder.Load("in/a.png").ComputeHash());
    }

    [Fact]
    public void Extend_SeveralInputs_AreAllExtended()
    {
        using CliFolder folder = Make();

        CliRun run = folder.Run("extend", "in", "--left", "6px", "--output-dir", "out");

        Assert.Equal(0, run.Code);
        Assert.All(["out/a.png", "out/b.jpg"], name => Assert.Equal(new PixelSize(54, 40), folder.Load(name).Size));
    }

    [Fact]
    public void Mask_Folder_WritesAMaskAndAPreviewPerInput()
    {
        using CliFolder folder = Make();

        CliRun run = folder.Run("mask", "in", "--mask", "rect:5,6,7,8", "--output-dir", "new", "--preview-dir", "look", "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(["a.png", "b.png"], Names(folder, "new"));
        Assert.Equal(["a.png", "b.jpg"], Names(folder, "look"));
        Assert.Equal(new PixelRect(5, 6, 7, 8), ImageFile.LoadMask(folder["new/b.png"]).FindBounds());
        Assert.Equal(
            [folder["in/a.png"], folder["in/b.jpg"]],
            run.Out.TrimEnd().Split('\n').Select(line => folder[JsonDocument.Parse(line).RootElement.GetProperty("input").GetString()!]));
    }

    [Theory]
    [InlineData("--output", "m.png", "--output-dir takes them all")]
    [InlineData("--preview", "p.png", "--preview-dir takes them all")]
    public void Mask_SeveralIntoOneFile_IsWrongUse(string option, string file, string says)
    {
        using CliFolder folder = Make();

        CliRun run = folder.Run("mask", "in", "--mask", "rect:5,6,7,8", option, file);

        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_SeveralDescribed_NamesEachPicture()
    {
        using CliFolder folder = Make();

        CliRun run = folder.Run("mask", "in/*", "gone.png", "--mask", "masks/{name}.png");

        Assert.Equal(3, run.Code);
        Assert.Contains("picture  in/a.png", run.Out, StringComparison.Ordinal);
        Assert.Contains("picture  in/b.jpg", run.Out, StringComparison.Ordinal);
        Assert.Contains("gone.png", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_Interrupted_StopsBetweenInputsAndIs130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using CliFolder folder = Make();
        folder.SavePhoto("in/c.png", 900, 900);
        using System.Diagnostics.Process process = folder.Start([], "remove", "in/a.png", "in/c.png", "in/b.jpg", "--mask", "rect:5%,5%,60%,60%", "--output-dir", "out");

        SpinWait.SpinUntil(() => folder.Has("out/a.png"), TimeSpan.FromSeconds(60));
        System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        CliRun run = CliFolder.Finish(process);

        Assert.Equal(130, run.Code);
        Assert.Equal(["a.png"], Names(folder, "out"));
    }

    private static CliFolder Make()
    {
        var folder = new CliFolder();
        folder.SavePhoto("in/a.png", 48, 40);
        folder.SavePhoto("in/b.jpg", 48, 40);
        folder.SaveMask("masks/a.png", new PixelSize(48, 40), new PixelRect(2, 2, 5, 5));
        folder.SaveMask("masks/b.png", new PixelSize(48, 40), new PixelRect(30, 20, 6, 5));
        return folder;
    }

    private static string[] Names(CliFolder folder, string below) =>
        [.. Directory.EnumerateFileSystemEntries(folder[below]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
