using Infill.Onnx.StableDiffusion;

namespace Infill.Tests.Onnx.StableDiffusion;

public sealed class ClipTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n\u00a0\u3000\u2028", "")]
    [InlineData("A cat", "a|cat")]
    [InlineData("it's we'll I'd", "it|'s|we|'ll|i|'d")]
    [InlineData("rock'n'roll 'tis", "rock|'|n|'|roll|'t|is")]
    [InlineData("!'s", "!'|s")]
    [InlineData("12½x²", "1|2|½|x|²")]
    [InlineData("(a:1.3),[b]", "(|a|:|1|.|3|),[|b|]")]
    [InlineData("𝓕x𝟗𝟗", "𝓕x|𝟗|𝟗")]
    [InlineData("İΣΑΣ ẞ K", "i|\u0307|σασ|ß|k")]
    [InlineData("zero\u200bwidth", "zero|\u200b|width")]
    [InlineData("日本の桜", "日本の桜")]
    public void Pieces_Texts_AreCutAsTheReferenceCutsThem(string text, string pieces) => Assert.Equal(pieces, string.Join('|', ClipText.Pieces(text)));

    // "|" would be taken for the mark between pieces.
    [Fact]
    public void Pieces_UpperCaseSpecialWord_IsNone() => Assert.Equal(["<|", "startoftext", "|>"], ClipText.Pieces("<|STARTOFTEXT|>"));
}
