using CsCheck;
using Infill.Cli;
using Infill.Cli.Evaluation;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>Templates are split by our own short rules, and nothing in them is run by a shell.</summary>
public sealed class CommandTemplateTests
{
    private const string Tail = " {image} {mask} {output}";

    [Theory]
    [InlineData("gmic -v 0", "gmic|-v|0")]
    [InlineData("  a \t b\n c ", "a|b|c")]
    [InlineData("a 'b c' \"d e\"", "a|b c|d e")]
    [InlineData("a 'b\"c' \"d'e\"", "a|b\"c|d'e")]
    [InlineData("a \"b\\\"c\\\\d\" 'e\\f'", "a|b\"c\\d|e\\f")]
    [InlineData(@"C:\tools\fill.exe ""C:\my files\x""", @"C:\tools\fill.exe|C:\my files\x")]
    [InlineData("a b'c d'e ''", "a|bc de|")]
    [InlineData("a $HOME `id` $(id) ; rm * > x | y && z", "a|$HOME|`id`|$(id)|;|rm|*|>|x|||y|&&|z")]
    [InlineData("gmic keep[0] {w} 0,255", "gmic|keep[0]|{w}|0,255")]
    public void Parse_Words_AreSplitAtBlanksAndQuotes(string text, string expected)
    {
        CommandTemplate template = CommandTemplate.Parse(text + Tail);

        Assert.Equal(expected.Replace("|||", "|\u0001|", StringComparison.Ordinal).Split('|').Select(w => w == "\u0001" ? "|" : w), template.Words.SkipLast(3));
    }

    [Fact]
    public void Fill_PathsWithBlanksAndQuotes_StayOneWord()
    {
        CommandTemplate template = CommandTemplate.Parse("p --in={image} {mask} -o {output} --seed {seed}");

        Assert.Equal(["p", "--in=/a b/\"x\".png", "/m 'n'.png", "-o", "/o.png", "--seed", "42"], template.Fill("/a b/\"x\".png", "/m 'n'.png", "/o.png", 42));
        Assert.True(template.UsesSeed);
        Assert.False(CommandTemplate.Parse("p" + Tail).UsesSeed);
    }

    [Theory]
    [InlineData("", "lacks a program")]
    [InlineData("p {image} {output}", "lacks {mask}")]
    [InlineData("p", "lacks {image}, {mask}, {output}")]
    [InlineData("{image} {mask} {output}", "lacks {image}")]
    [InlineData("p 'x {image} {mask} {output}", "quote (') is opened")]
    public void Parse_BadTemplate_SaysWhatItLacks(string text, string says)
    {
        CliException refused = Assert.Throws<CliException>(() => CommandTemplate.Parse(text));

        Assert.Equal(ExitCode.WrongUse, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    // Any word can be written: in single quotes if it has none, else in double quotes with escapes.
    [Fact]
    public void Parse_AnyQuotedWords_ComeBack() => Gen.String[Gen.Char[" ab\"'\\{}$\t|;"], 0, 12].Array[1, 5].Sample(words =>
    {
        string text = string.Join(' ', words.Select(w => $"\"{w.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));

        Assert.Equal(words, CommandTemplate.Parse("p " + text + Tail).Words.Skip(1).SkipLast(3));
    });
}
