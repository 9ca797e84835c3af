using CsCheck;
using Infill.Cli;
using Infill.Cli.Options;
using Infill.Cli.Streams;
using Infill.Imaging;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli.Streams;

public sealed class StandardUseTests
{
    private static readonly StandardStreams Pipes = new MemoryStreams([]).Streams;
    private static readonly StandardStreams Terminal = new MemoryStreams([], isTerminal: true).Streams;

    [Fact]
    public void Require_AnyValues_RefusesExactlyTheSecondDash()
    {
        string?[] values = [null, "-", "./-", "a.png", "rect:1,1,2,2", "--"];
        Gen<string?> value = Gen.Int[0, values.Length - 1].Select(i => values[i]);
        Gen.Select(value.Array[0, 4], value.Array[0, 3], Gen.Bool).Sample((inputs, outputs, json) =>
        {
            int read = inputs.Count(i => i == "-"), written = outputs.Count(o => o == "-");

            CliException? refusal = Record.Exception(() => StandardUse.Require(
                Name("in", inputs), Name("out", outputs), json ? "--json" : null, Pipes)) as CliException;

            Assert.Equal(read > 1 || written > 1 || (written == 1 && json), refusal is not null);
            Assert.Equal(refusal is null ? null : ExitCode.WrongUse, refusal?.Code);
        });
    }

    [Theory]
    [InlineData("-", "a.png", "stdin is a terminal")]
    [InlineData("a.png", "-", "stdout is a terminal")]
    public void Require_Terminal_IsRefused(string input, string output, string says)
    {
        CliException refusal = Assert.Throws<CliException>(() => StandardUse.Require(Name("photo", [input]), Name("--output", [output]), null, Terminal));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_FilesOnATerminal_Pass() =>
        Assert.Null(Record.Exception(() => StandardUse.Require(Name("photo", ["a.png"]), Name("--output", ["b.png"]), "--json", Terminal)));

    [Fact]
    public void ReadInput_Twice_OpensStdinOnce()
    {
        var memory = new MemoryStreams([1, 2, 3]);

        ReadOnlyMemory<byte> first = memory.Streams.ReadInput(new LoadOptions(), CancellationToken.None);
        ReadOnlyMemory<byte> second = memory.Streams.ReadInput(new LoadOptions(), CancellationToken.None);

        Assert.Equal([1, 2, 3], first.ToArray());
        Assert.True(first.Equals(second));
        Assert.Equal(1, memory.Opened);
    }

    [Fact]
    public void Is_Anything_IsTrueForTheDashAlone() => Gen.String.Sample(text => Assert.Equal(text == "-", StandardStreams.Is(text)));

    [Fact]
    public void FormatWord_EveryFormat_ComesBackAndIsItsExtension() => Assert.All(Enum.GetValues<FileFormat>(), format =>
    {
        Assert.Equal(format, FormatWord.Parse(FormatWord.Of(format)));
        Assert.Equal(format, ImageFile.FormatFromExtension("a." + FormatWord.Of(format)));
        Assert.Contains(FormatWord.Of(format), FormatWord.All);
    });

    [Fact]
    public void FormatWord_AnyOtherText_IsNone() =>
        Gen.String.Where(text => !FormatWord.All.Contains(text)).Sample(text => Assert.Null(FormatWord.Parse(text)));

    private static (string, string?)[] Name(string name, string?[] values) => [.. values.Select(value => (name, value))];
}
