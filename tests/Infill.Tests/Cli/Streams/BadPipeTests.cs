using System.Diagnostics;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Streams;

/// <summary>Pipes that are empty, broken, closed or misused: a clear error, and nothing on stdout.</summary>
public sealed class BadPipeTests
{
    private static readonly string[] Remove = ["remove", "-", "--mask", "rect:5,5,9,9", "--output", "-"];

    [Theory]
    [InlineData("", 1, "Standard input is empty")]
    [InlineData("not a picture", 1, "Standard input is not a picture that can be read: it looks like text")]
    [InlineData("HALF", 1, "Standard input (PNG) is damaged")]
    [InlineData("LARGE", 7, "Standard input has more than 1.0 MB, the limit")]
    public void Remove_BadStdin_SaysWhatIsWrong(string content, int code, string says)
    {
        using var folder = new CliFolder();
        byte[] photo = File.ReadAllBytes(folder["photo.png"]);
        byte[] input = content switch
        {
            "HALF" => photo[..(photo.Length / 2)],
            "LARGE" => new byte[3 << 20],
            _ => System.Text.Encoding.ASCII.GetBytes(content),
        };

        PipedRun run = folder.RunPiped(input, [.. Remove, "--max-memory", "1"]);

        AssertRefused(run, code, says);
    }

    [Theory]
    [InlineData("the photo and --mask are both '-'", "remove", "-", "--mask", "-", "--output", "out.png")]
    [InlineData("the photo and --exclude are both '-'", "remove", "-", "--mask", "mask.png", "--exclude", "-", "--output", "out.png")]
    [InlineData("the photo, --mask and --exclude are all '-'", "remove", "-", "--mask", "-", "--exclude", "-", "--output", "out.png")]
    [InlineData("stdout takes one picture", "remove", "photo.png", "--mask", "mask.png", "--output", "-", "--count", "2")]
    [InlineData("--output and --preview are both '-'", "mask", "photo.png", "--mask", "mask.png", "--output", "-", "--preview", "-")]
    [InlineData("--preview - and --describe both want stdout", "mask", "photo.png", "--mask", "mask.png", "--preview", "-", "--describe")]
    [InlineData("--format is png", "remove", "photo.png", "--mask", "mask.png", "--output", "out.jpg", "--format", "png")]
    [InlineData("--format is 'bmp'; it must be one of: jpg, png, webp, tif, avif, gif", "remove", "photo.png", "--mask", "mask.png", "--output", "-", "--format", "bmp")]
    [InlineData("'stdout' cannot hold the result: JPEG", "remove", "deep.png", "--mask", "rect:1,1,2,2", "--output", "-", "--format", "jpg")]
    public void Pipes_Misused_AreWrongUse(string says, params string[] args)
    {
        using var folder = new CliFolder();
        ImageFile.Save(new Image(new PixelSize(9, 9), new PixelFormat(ColorModel.Rgb, false, 16)), folder["deep.png"]);

        AssertRefused(folder.RunPiped([], args), 2, says);
        Assert.DoesNotContain(folder.Names(), name => name.StartsWith("out", StringComparison.Ordinal));
    }

    [Fact]
    public void Remove_JsonAndStdoutPicture_IsWrongUseToldAsARecord()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "-", "--json");

        Assert.Equal(2, run.Code);
        Assert.Contains("--output - and --json both want stdout", run.FirstError, StringComparison.Ordinal);
        Assert.Contains("\"exitCode\":2", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_ReaderGone_IsABrokenPipe()
    {
        using var folder = new CliFolder();
        using Process process = folder.Start([], "remove", "photo.png", "--mask", "mask.png", "--output", "-");
        process.StandardOutput.Close();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("infill: Standard output cannot be written: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> /dev/full", "Standard output cannot be written: No space left")]
    [InlineData(">&-", "Standard output cannot be written: it is closed")]
    public void Remove_StdoutThatTakesNothing_Is1(string redirection, string says)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Has /dev/full.");
        using var folder = new CliFolder();

        CliRun run = folder.RunShell($"exec $INFILL remove photo.png --mask mask.png --output - {redirection}");

        Assert.Equal(1, run.Code);
        Assert.Contains(says, run.FirstError, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
    }

    // The runtime's own descriptors take the number of a closed stdin; reading that waits for ever.
    [Fact]
    public void Remove_ClosedStdin_IsNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Closes stdin with sh.");
        using var folder = new CliFolder();

        CliRun run = folder.RunShell("exec $INFILL remove - --mask mask.png --output out.png <&-");

        Assert.Equal(1, run.Code);
        Assert.Contains("Standard input cannot be read: it is closed", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_IntoAFileBetweenOthers_LeavesTheirBytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs sh.");
        using var folder = new CliFolder();

        folder.RunShell("{ printf before; $INFILL remove photo.png --mask mask.png --output -; printf after; } > all.bin");
        folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png");

        Assert.Equal(
            [.. "before"u8, .. File.ReadAllBytes(folder["out.png"]), .. "after"u8],
            File.ReadAllBytes(folder["all.bin"]));
    }

    [Fact]
    public void Remove_InterruptedWhileStdinIsSilent_Is130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using var folder = new CliFolder();
        using Process process = folder.Start([], "remove", "-", "--mask", "mask.png", "--output", "out.png");
        process.WaitForExit(TimeSpan.FromSeconds(1.5));

        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();

        Assert.Equal(130, CliFolder.Finish(process).Code);
    }

    private static void AssertRefused(PipedRun run, int code, string says)
    {
        Assert.Equal(code, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("infill: ", run.FirstError, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("bug", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }
}
