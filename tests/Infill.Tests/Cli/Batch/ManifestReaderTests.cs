using System.Text;
using CsCheck;
using Infill.Cli.Batch;

namespace Infill.Tests.Cli.Batch;

/// <summary>Manifest lines as they are read, before any path or option is looked at.</summary>
public sealed class ManifestReaderTests
{
    [Fact]
    public void Read_FullLine_HasEveryPart()
    {
        ManifestLine line = One("""{"image": "a.jpg", "mask": "m.png", "workflow": "fill", "output": "x/a.png", "options": {"seed": 3, "fillHoles": "9", "no-grain": true, "lenient": false, "guide": ["0,1 2,3", "4,5 6,7"]}}""");

        Assert.Null(line.Problem);
        Assert.Equal(("a.jpg", "m.png", "fill", "x/a.png"), (line.Image, line.Mask, line.Workflow, line.Output));
        Assert.Equal(["3"], line.Options["--seed"]);
        Assert.Equal(["9"], line.Options["--fill-holes"]);
        Assert.Equal([], line.Options["--no-grain"]);
        Assert.Null(line.Options["--lenient"]);
        Assert.Equal(["0,1 2,3", "4,5 6,7"], line.Options["--guide"]);
    }

    [Fact]
    public void Read_MarkEmptyLinesAndCarriageReturns_KeepTheNumbers()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. "{\"image\":\"a\"}\r\n\r\n  \n{\"image\":\"é\\n\"}"u8];

        IReadOnlyList<ManifestLine> lines = ManifestReader.Read(content);

        Assert.Equal([(1, "a"), (4, "é\n")], lines.Select(l => (l.Number, l.Image)));
    }

    [Theory]
    [InlineData("""{"image": "a.jpg", "mask": "m.png" """, "no JSON at byte")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("null", "no JSON object")]
    [InlineData("{}", "has no \"image\"")]
    [InlineData("""{"image": ""}""", "\"image\" must be a text")]
    [InlineData("""{"image": 3}""", "\"image\" must be a text")]
    [InlineData("""{"image": "a\u0000b"}""", "\"image\" must be a text")]
    [InlineData("""{"image": "a", "mask": null}""", "\"mask\" must be a text")]
    [InlineData("""{"image": "a", "imgae": "b"}""", "there is no key 'imgae' (did you mean 'image'?); known: image, mask, workflow, output, options")]
    [InlineData("""{"image": "a", "image": "b"}""", "image")]
    [InlineData("""{"image": "a", "workflow": "removed"}""", "'removed' (did you mean 'remove'?)")]
    [InlineData("""{"image": "a", "options": 3}""", "\"options\" must be an object")]
    [InlineData("""{"image": "a", "options": {"seed": null}}""", "options.seed must be")]
    [InlineData("""{"image": "a", "options": {"guide": []}}""", "options.guide must be")]
    [InlineData("""{"image": "a", "options": {"guide": [1]}}""", "options.guide must be")]
    [InlineData("""{"image": "a", "options": {"fillHoles": 1, "fill-holes": 2}}""", "stands there twice")]
    [InlineData("""{"image": "\ud800"}""", "no valid UTF-8")]
    public void Read_BadLine_SaysWhat(string text, string says)
    {
        ManifestLine line = One(text);

        Assert.Contains(says, line.Problem, StringComparison.Ordinal);
        Assert.EndsWith(".", line.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BytesThatAreNoUtf8_AreOneBadLine()
    {
        byte[] content = [.. "{\"image\":\"a"u8, 0xFF, .. "\"}\n{\"image\":\"b\"}\n"u8];

        IReadOnlyList<ManifestLine> lines = ManifestReader.Read(content);

        Assert.NotNull(lines[0].Problem);
        Assert.Equal("b", lines[1].Image);
    }

    // Whatever stands in a line, reading answers: one line for each that is not blank, and never an exception.
    [Fact]
    public void Read_AnyBytes_GivesOneLineForEach() => Gen.Byte.Array[0, 60].Sample(bytes =>
        Assert.Equal(
            Encoding.Latin1.GetString(bytes).Split('\n').Count(text => text.Trim(' ', '\t', '\r').Length > 0),
            ManifestReader.Read(bytes).Count));

    [Theory]
    [InlineData("fillHoles", "fill-holes")]
    [InlineData("fill-holes", "fill-holes")]
    [InlineData("maxMegapixels", "max-megapixels")]
    [InlineData("seed", "seed")]
    public void OptionKey_BothSpellings_AreOneOption(string key, string option) => Assert.Equal(option, OptionKey.ToOption(key));

    [Fact]
    public void OptionKey_EveryOption_ComesBackFromItsKey() => Assert.All(
        JobParser.CreateOptions().Select(o => o.Name), name => Assert.Equal(name, "--" + OptionKey.ToOption(OptionKey.FromOption(name))));

    private static ManifestLine One(string text) => Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(text)));
}
