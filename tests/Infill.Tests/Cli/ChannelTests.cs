using Infill.Cli;
using Infill.Cli.Reports;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>Channels that are closed or full.</summary>
public sealed class ChannelTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("engines", "--json")]
    [InlineData("remove", "--json")]
    public void Run_StdoutFull_Is1WithoutAStackTrace(params string[] args)
    {
        using var full = new FullWriter();
        var error = new StringWriter();

        int code = CommandLine.Run(args, full, error);

        Assert.Equal(1, code);
        Assert.Contains("Standard output cannot be written: disk full", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Try: ", error.ToString().TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StdoutFullUnderProgressJson_LastLineStillSaysIt()
    {
        using var full = new FullWriter();
        var error = new StringWriter();

        int code = CommandLine.Run(["remove", "none.png", "--mask", "alpha", "--output", "o.png", "--json", "--progress", "json"], full, error);

        string[] lines = error.ToString().TrimEnd().Split('\n');
        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("Standard output cannot be written: disk full", StringComparison.Ordinal));
        Assert.Equal(1, (int)RecordAssert.Fits("progress", lines[^1])["exitCode"]!);
    }

    [Fact]
    public void ForgivingWriter_FullChannel_IsSilent()
    {
        using var full = new FullWriter();
        using var forgiving = new ForgivingWriter(full);

        forgiving.Write("a");
        forgiving.WriteLine("b");
        forgiving.Flush();

        Assert.Equal(2, full.Attempts);
    }

    [Theory]
    [InlineData("lower Mask.GrowPx or Mask.GrowFraction.", "lower --grow.")]
    [InlineData("lower Mask.DropSpecksPx.", "lower --drop-specks.")]
    [InlineData("polarity TransparentFills reads alpha; use WhiteFills or BlackFills.", "--mask-polarity transparent reads alpha; use white or black.")]
    [InlineData("plain", "plain")]
    public void Translate_LibraryMessage_NamesOptions(string message, string expected) => Assert.Equal(expected, OptionWords.Translate(message));
}
