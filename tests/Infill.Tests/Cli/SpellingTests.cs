using CsCheck;
using Infill.Cli.Reports;

namespace Infill.Tests.Cli;

public sealed class SpellingTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char["abc-"], 0, 7];

    [Fact]
    public void Distance_AnyWords_IsSymmetricAndZeroForEqualOnes() => Gen.Select(Words, Words).Sample((a, b) =>
    {
        Assert.Equal(Spelling.Distance(a, b), Spelling.Distance(b, a));
        Assert.Equal(a == b, Spelling.Distance(a, b) == 0);
        Assert.InRange(Spelling.Distance(a, b), Math.Abs(a.Length - b.Length), Math.Max(a.Length, b.Length));
    });

    [Fact]
    public void Distance_OneSlip_IsOne() => Gen.Select(Gen.String[Gen.Char["abc"], 2, 9], Gen.Int[0, 100], Gen.Int[0, 3]).Sample((word, at, slip) =>
    {
        int i = at % (word.Length - 1);
        string wrong = slip switch
        {
            0 => word.Remove(i, 1),
            1 => word.Insert(i, "x"),
            2 => word[..i] + "x" + word[(i + 1)..],
            _ => word[..i] + word[i + 1] + word[i] + word[(i + 2)..],
        };
        Assert.Equal(wrong == word ? 0 : 1, Spelling.Distance(word, wrong));
    });

    [Theory]
    [InlineData("sede", "seed")]
    [InlineData("max-megapixel", "max-megapixels")]
    [InlineData("maxMegapixels", "max-megapixels")]
    [InlineData("thread", "threads")]
    [InlineData("zzzz", null)]
    [InlineData("", null)]
    public void Nearest_Word_IsTheOneThatWasMeant(string word, string? expected) =>
        Assert.Equal(expected, Spelling.Nearest(word, ["seed", "threads", "engine", "max-megapixels"]));
}
