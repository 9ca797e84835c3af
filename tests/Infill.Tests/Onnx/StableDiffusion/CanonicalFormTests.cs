using System.Text;
using CsCheck;
using Infill.Onnx.StableDiffusion;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class CanonicalFormTests
{
    private static readonly CanonicalTables Tables = CanonicalTables.Read(typeof(CanonicalForm).Assembly.GetManifestResourceStream("canonical.txt")!);

    [Theory]
    [InlineData("", "")]
    [InlineData("plain ASCII", "plain ASCII")]
    [InlineData("e\u0301", "é")]
    [InlineData("é", "é")]
    [InlineData("\u212b", "Å")]
    [InlineData("\u2126", "Ω")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("d\u0307\u0323", "\u1e0d\u0307")]
    [InlineData("a\u0327\u0301", "\u00e1\u0327")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("하\u11ab", "한")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("a\u0301\u0301", "á\u0301")]
    [InlineData("ﬁ½", "ﬁ½")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65")]
    public void Compose_KnownTexts_AreComposed(string text, string expected) => Assert.Equal(expected, CanonicalForm.Compose(text));

    [Fact]
    public void Compose_AnyText_ChangesNothingTheSecondTime() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["aeAk\u0301\u0307\u0323\u0327\u0345\u0915\u093c\u1112\u1161\u11ab한\u0dd9\u0dcf"], 0, 20]).Sample(text =>
            Assert.Equal(CanonicalForm.Compose(text), CanonicalForm.Compose(CanonicalForm.Compose(text))));

    [Fact]
    public void Compose_MarksOfDifferentClassesInAnyOrder_AreTheSame() =>
        Gen.Shuffle(new[] { "\u0323", "\u0301", "\u0327", "\u0345" }).Sample(marks =>
            Assert.Equal(CanonicalForm.Compose("a\u0327\u0323\u0301\u0345"), CanonicalForm.Compose("a" + string.Concat(marks))));

    [Fact]
    public void Compose_EveryCompositionOfTheTable_IsMade()
    {
        Assert.InRange(Tables.Wholes.Count, 900, 1100);
        Assert.All(Tables.Wholes, pair => Assert.Equal(new Rune(pair.Value).ToString(), CanonicalForm.Compose($"{new Rune(pair.Key.First)}{new Rune(pair.Key.Second)}")));
    }

    [Fact]
    public void Compose_EveryCharacterThatIsNotComposedAgain_StaysApart() =>
        Assert.All(Tables.Parts.Where(p => !Tables.Wholes.ContainsValue(p.Key)), part => Assert.NotEqual(new Rune(part.Key).ToString(), CanonicalForm.Compose(new Rune(part.Key).ToString())));

    [Fact]
    public void Compose_EverySyllableOfHangul_ComesBackFromItsLetters()
    {
        for (int syllable = 0xAC00; syllable < 0xAC00 + 11172; syllable++)
        {
            int index = syllable - 0xAC00;
            string letters = $"{(char)(0x1100 + (index / 588))}{(char)(0x1161 + (index % 588 / 28))}{(index % 28 > 0 ? (char)(0x11A7 + (index % 28)) : "")}";

            Assert.Equal(((char)syllable).ToString(), CanonicalForm.Compose(letters));
            Assert.Equal(((char)syllable).ToString(), CanonicalForm.Compose(((char)syllable).ToString()));
        }
    }

    [Fact]
    public void Compose_HalfSurrogates_BecomeTheReplacementCharacter() => Assert.Equal("a\ufffdé", CanonicalForm.Compose("a\ud83de\u0301"));
}
