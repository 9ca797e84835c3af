using System.Text.Json.Nodes;
using Infill.Imaging;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Checks;

public sealed class CheckCommandTests
{
    [Fact]
    public void Check_GoodJob_Is0AndSaysWhatItSaw()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("check", "photo.png", "--mask", "mask.png", "--output", "out.png");

        Assert.Equal(0, run.Code);
        Assert.Equal("ok      photo.png  PNG 48×40 8-bit RGB; mask PNG 48×40 16-bit grey", run.Out.TrimEnd());
        Assert.Empty(run.Error);
        Assert.Equal(["mask.png", "photo.png"], folder.Names());
    }

    [Fact]
    public void Check_TheOptionsOfRemove_AreAllKnown()
    {
        using var folder = new CliFolder();
        string[] OptionsOf(string command) => [.. folder.Run(command, "--help").Out.Split('\n')
            .Select(line => line.Trim().Split(' ')).Where(words => words[0].StartsWith("--", StringComparison.Ordinal)).Select(words => words[0])];

        Assert.Equal(["--decode"], OptionsOf("check").Except(OptionsOf("fill")).Except(OptionsOf("swap-background")));
        Assert.Empty(OptionsOf("fill").Except(OptionsOf("check")).Except(["--dry-run"]));
        Assert.Empty(OptionsOf("remove").Except(OptionsOf("check")).Except(["--dry-run"]));
        Assert.Empty(OptionsOf("swap-background").Except(OptionsOf("check")).Except(["--dry-run"]));
    }

    [Fact]
    public void Check_SeveralInputs_TellsEveryProblemOfEach()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["text.png"], "not a picture");
        folder.SavePhoto("large.png", 60, 50);

        CliRun run = folder.Run("check", "photo.png", "text.png", "missing.png", "large.png", "--mask", "mask.png", "--exclude", "gone.png");

        Assert.Equal(1, run.Code);
        Assert.Equal(["failed", "failed", "failed", "failed"], run.Out.TrimEnd().Split('\n').Select(line => line.Split(' ')[0]));
        Assert.Contains("text.png is not a picture", run.Error, StringComparison.Ordinal);
        Assert.Contains("no file 'missing.png'", run.Error, StringComparison.Ordinal);
        Assert.Contains("large.png: Mask is 48×40, image is 60×50", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, run.Error.Split("no mask file 'gone.png'").Length - 1);
        Assert.Contains("4 of 4 inputs cannot be run", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "photo.png")]
    [InlineData(3, "photo.png", "missing.png")]
    [InlineData(1, "missing.png", "gone.png")]
    [InlineData(1, "missing.png", "large.png", "--max-megapixels", "1")]
    [InlineData(7, "large.png", "--max-megapixels", "1")]
    [InlineData(2, "photo.png", "--mask", "small.png")]
    [InlineData(2, "photo.png", "--output", "photo.png")]
    [InlineData(2, "photo.png", "--format", "jpg", "--output", "out.png")]
    [InlineData(6, "photo.png", "--engine", "sd15")]
    public void Check_ExitCode_IsThatOfARun(int code, params string[] args)
    {
        using var folder = new CliFolder();
        folder.SavePhoto("large.png", 1100, 1000);
        folder.SaveMask("small.png", new PixelSize(9, 8), new PixelRect(1, 1, 2, 2));

        Assert.Equal(code, folder.Run(["check", .. args]).Code);
    }

    [Fact]
    public void Check_Json_IsOneRecordPerInputThatFitsItsSchema()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("check", "photo.png", "missing.png", "--mask", "mask.png", "--exclude", "rect:1,1,2,2", "--json", "-q");

        JsonObject[] records = [.. run.Out.TrimEnd().Split('\n').Select(line => RecordAssert.Fits("check", line))];
        Assert.Equal(["ok", "failed"], records.Select(r => (string?)r["status"]));
        Assert.Equal(["photo.png", "missing.png"], records.Select(r => (string?)r["input"]));
        Assert.Equal(4, (long?)records[0]["exclude"]!["filledPixels"]);
        Assert.Equal(3, run.Code);
    }

    [Fact]
    public void Check_NamesThatCollide_AreProblemsOfBoth()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("a/x.png", 9, 9);
        folder.SavePhoto("b/x.png", 9, 9);
        folder.SavePhoto("b/y.png", 9, 9);

        CliRun run = folder.Run("check", "a/x.png", "b/x.png", "b/y.png", "--output-dir", "out");

        Assert.Equal(["failed", "failed", "ok"], run.Out.TrimEnd().Split('\n').Select(line => line.Split(' ')[0]));
        Assert.Equal(3, run.Code);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Check_Stdin_IsLookedAtAndDecodedOnce()
    {
        using var folder = new CliFolder();
        byte[] photo = File.ReadAllBytes(folder["photo.png"]);

        PipedRun good = folder.RunPiped(photo, "check", "-", "--mask", "mask.png", "--decode");
        PipedRun half = folder.RunPiped(photo[..^60], "check", "-", "--decode");

        Assert.Equal((0, 1), (good.Code, half.Code));
        Assert.Contains("Standard input (PNG) is damaged", half.Error, StringComparison.Ordinal);
    }
}
