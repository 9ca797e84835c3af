using CsCheck;
using Infill.Onnx.StableDiffusion;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class PromptParserTests
{
    private const string Signs = "()[]\\:.0123456789+-ab ";

    [Theory]
    [InlineData("", "|1")]
    [InlineData("a cat", "a cat|1")]
    [InlineData("(cat)", "cat|1.1")]
    [InlineData("((cat))", "cat|1.21")]
    [InlineData("[cat]", "cat|0.90909")]
    [InlineData("[[cat]]", "cat|0.82645")]
    [InlineData("(cat:1.3)", "cat|1.3")]
    [InlineData("(cat:.5)", "cat|0.5")]
    [InlineData("(cat: -2 )", "cat|-2")]
    [InlineData("(cat:0)", "cat|0")]
    [InlineData("(cat:999)", "cat|100")]
    [InlineData("a (red:1.3) [small] cat", "a |1;red|1.3; |1;small|0.90909; cat|1")]
    [InlineData("(a (b:2) c:1.5)", "a |1.5;b|3; c|1.5")]
    [InlineData("([a])", "a|1")]
    [InlineData("(a:b)", "a:b|1.1")]
    [InlineData("(a:1.2.3)", "a:1.2.3|1.1")]
    [InlineData("(a:1.2", "a:1.2|1.1")]
    [InlineData("[a:1.2]", "a:1.2|0.90909")]
    [InlineData("a:1.3)", "a:1.3)|1")]
    [InlineData("a ) b ]", "a ) b ]|1")]
    [InlineData("a (b", "a |1;b|1.1")]
    [InlineData("a [b", "a |1;b|0.90909")]
    [InlineData("([a) b", "a b|1")]
    [InlineData(@"a \(b\) \[c\] \\", @"a (b) [c] \|1")]
    [InlineData(@"\a \", @"\a \|1")]
    [InlineData("()", "|1")]
    [InlineData("(a)(b)", "ab|1.1")]
    [InlineData("(masterpiece:1.3), [blurry], ((detailed))", "masterpiece|1.3;, |1;blurry|0.90909;, |1;detailed|1.21")]
    public void Parse_Prompts_GivePartsWithTheirWeights(string prompt, string expected) =>
        Assert.Equal(expected, string.Join(';', PromptParser.Parse(prompt).Select(p => FormattableString.Invariant($"{p.Text}|{MathF.Round(p.Weight, 5)}"))));

    [Fact]
    public void Parse_AnyPrompt_GivesFiniteWeightsAndNoNewCharacters() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[Signs], 0, 60]).Sample(prompt =>
        {
            IReadOnlyList<PromptPart> parts = PromptParser.Parse(prompt);

            Assert.NotEmpty(parts);
            Assert.All(parts, part => Assert.InRange(part.Weight, -100f, 100f));
            string left = string.Concat(parts.Select(p => p.Text));
            Assert.True(IsSubsequence(left, prompt), $"'{left}' of '{prompt}'");
        });

    [Fact]
    public void Parse_AnyEscapedText_IsTheTextWithWeightOne() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char[Signs], 0, 40]).Sample(text =>
            Assert.Equal([new PromptPart(text, 1f)], PromptParser.Parse(PromptParser.Escape(text))));

    [Fact]
    public void Parse_AnyPromptInBrackets_WeighsEveryPartByTheFactor() =>
        Gen.Select(Balanced, Gen.Int[1, 30]).Sample((prompt, tenths) =>
        {
            float factor = tenths / 10f;

            IReadOnlyList<PromptPart> inside = PromptParser.Parse(prompt);
            IReadOnlyList<PromptPart> weighed = PromptParser.Parse(FormattableString.Invariant($"({prompt}:{factor})"));

            Assert.Equal(Spread(inside).Select(c => (c.Character, MathF.Round(c.Weight * factor, 3))), Spread(weighed).Select(c => (c.Character, MathF.Round(c.Weight, 3))), Near);
        });

    [Fact]
    public void Parse_RoundInSquare_IsAsBefore() =>
        Balanced.Sample(prompt => Assert.Equal(
            Spread(PromptParser.Parse(prompt)).Select(c => (c.Character, c.Weight)),
            Spread(PromptParser.Parse($"[({prompt})]")).Select(c => (c.Character, c.Weight)),
            Near));

    [Fact]
    public void Parse_DeepOrLongNonsense_TakesAMoment()
    {
        Assert.Equal(100f, PromptParser.Parse(new string('(', 200_000) + "x")[0].Weight);
        Assert.Single(PromptParser.Parse(new string('[', 200_000) + "x" + new string(')', 200_000)));
        Assert.NotEmpty(PromptParser.Parse(string.Concat(Enumerable.Repeat("([", 100_000)) + "x" + string.Concat(Enumerable.Repeat("])", 100_000))));
        Assert.NotEmpty(PromptParser.Parse("(" + new string(':', 100_000)));
    }

    // Brackets that are opened and closed, at most three deep.
    private static readonly Gen<string> Balanced = Gen.Recursive<string>((depth, inner) => depth > 2
        ? Gen.String[Gen.Char["abc ,"], 1, 5]
        : Gen.OneOf(
            Gen.String[Gen.Char["abc ,"], 1, 5],
            inner.Select(s => $"({s})"),
            inner.Select(s => $"[{s}]"),
            Gen.Select(inner, Gen.Int[1, 20], (s, w) => FormattableString.Invariant($"({s}:{w / 10f})")),
            Gen.Select(inner, inner, (a, b) => $"{a}{b}")));

    private static readonly IEqualityComparer<(char Character, float Weight)> Near = EqualityComparer<(char Character, float Weight)>.Create(
        (a, b) => a.Character == b.Character && MathF.Abs(a.Weight - b.Weight) <= 2e-3f * MathF.Max(1f, MathF.Abs(a.Weight)), x => x.Character);

    private static IEnumerable<(char Character, float Weight)> Spread(IReadOnlyList<PromptPart> parts) => parts.SelectMany(p => p.Text.Select(c => (c, p.Weight)));

    private static bool IsSubsequence(string part, string whole)
    {
        int at = 0;
        foreach (char c in whole)
        {
            at += at < part.Length && part[at] == c ? 1 : 0;
        }

        return at == part.Length;
    }
}
