using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>Bad input gets a clear error, a code that is not 0, and no output file.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("missing.png", 1, "no file 'missing.png'")]
    [InlineData(".", 2, "")]
    [InlineData("empty.png", 1, "empty.png")]
    [InlineData("text.png", 1, "text.png")]
    [InlineData("half.png", 1, "half.png")]
    [InlineData("bomb.png", 7, "bomb.png")]
    public void Remove_BadPicture_SaysWhichFile(string picture, int code, string says)
    {
        using var folder = new CliFolder();
        WriteBadPictures(folder);

        CliRun run = folder.Run("remove", picture, "--mask", "rect:1,1,4,4", "--output", "out.png");

        AssertRefused(folder, run, code, says);
    }

    [Theory]
    [InlineData("missing.png", 1, "no mask file 'missing.png'")]
    [InlineData("half.png", 1, "half.png")]
    [InlineData("other-size.png", 2, "Mask is 30×20, image is 48×40")]
    [InlineData("rect:200,200,5,5", 2, "")]
    [InlineData("rect:0,0,48,40", 2, "covers the whole")]
    [InlineData("rect:1,2", 2, "")]
    [InlineData("alpha", 2, "no alpha channel")]
    public void Remove_BadMask_SaysWhatIsWrong(string mask, int code, string says)
    {
        using var folder = new CliFolder();
        WriteBadPictures(folder);
        folder.SaveMask("other-size.png", new PixelSize(30, 20), new PixelRect(1, 1, 4, 4));

        CliRun run = folder.Run("remove", "photo.png", "--mask", mask, "--output", "out.png");

        AssertRefused(folder, run, code, says);
    }

    [Theory]
    [InlineData("--seed", "NaN")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "2147483648")]
    [InlineData("--grow", "NaN")]
    [InlineData("--grow", "NaN%")]
    [InlineData("--grow", "513px")]
    [InlineData("--grow", "101%")]
    [InlineData("--grow", "1.5px")]
    [InlineData("--feather", "1e3")]
    [InlineData("--count", "0")]
    [InlineData("--threads", "1025")]
    [InlineData("--context", "4097")]
    [InlineData("--quality", "101")]
    [InlineData("--max-megapixels", "0")]
    [InlineData("--max-memory", "Infinity")]
    [InlineData("--blend", "magic")]
    [InlineData("--mask-polarity", "grey")]
    [InlineData("--guide", "1,1")]
    [InlineData("--guide", "1,NaN 2,2")]
    [InlineData("--engine", "")]
    public void Remove_BadOption_NamesOptionAndValue(string option, string value)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", option, value);

        AssertRefused(folder, run, 2, option);
        Assert.Contains(value, run.FirstError, StringComparison.Ordinal);
        Assert.Equal("Try: infill remove --help", run.LastError);
    }

    [Fact]
    public void Remove_SeveralBadOptions_ListsThemAll()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--seed", "x", "--count", "0");

        AssertRefused(folder, run, 2, "--seed");
        Assert.Contains("--count", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_WithoutMask_ListsTheWaysToOne()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--output", "out.png");

        AssertRefused(folder, run, 2, "does not guess");
        Assert.All(["mask.png", "rect:", "ellipse:", "polygon:", "stroke:", "color:", "alpha"], way => Assert.Contains(way, run.Error, StringComparison.Ordinal));
        Assert.Equal("Try: infill mask photo.png --mask \"rect:10,10,100,50\" --preview overlay.png", run.LastError);
    }

    [Fact]
    public void Remove_PromptForAnEngineWithoutText_IsRefused()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--output", "out.png", "--prompt", "a bench");

        AssertRefused(folder, run, 2, "takes no text");
    }

    [Theory]
    [InlineData("--ratio", "0:9")]
    [InlineData("--ratio", "16/9")]
    [InlineData("--left", "-5")]
    [InlineData("--left", "401%")]
    [InlineData("--seed", "1")]
    public void Extend_BadSides_AreRefused(string option, string value)
    {
        using var folder = new CliFolder();

        AssertRefused(folder, folder.Run("extend", "photo.png", "--output", "out.png", option, value), 2, "");
    }

    private static void AssertRefused(CliFolder folder, CliRun run, int code, string says)
    {
        Assert.Equal(code, run.Code);
        Assert.StartsWith("infill: ", run.FirstError, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
        Assert.DoesNotContain(folder.Names(), name => name.StartsWith("out", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static void WriteBadPictures(CliFolder folder)
    {
        byte[] good = File.ReadAllBytes(folder["photo.png"]);
        File.WriteAllBytes(folder["empty.png"], []);
        File.WriteAllText(folder["text.png"], "not a picture");
        File.WriteAllBytes(folder["half.png"], good[..(good.Length / 2)]);

        // A header that promises 60,000 × 60,000 pixels, with the checksum that PNG wants.
        byte[] bomb = [.. good];
        byte[] side = [0, 0, 0xEA, 0x60];
        side.CopyTo(bomb, 16);
        side.CopyTo(bomb, 20);
        Crc32OfHeader(bomb).CopyTo(bomb, 29);
        File.WriteAllBytes(folder["bomb.png"], bomb);
    }

    private static byte[] Crc32OfHeader(byte[] png)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in png.AsSpan(12, 17))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        byte[] bytes = BitConverter.GetBytes(~crc);
        Array.Reverse(bytes);
        return bytes;
    }
}
