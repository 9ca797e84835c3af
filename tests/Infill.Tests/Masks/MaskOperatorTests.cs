using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskOperatorTests
{
    private static readonly PixelSize Size = new(6, 1);

    [Theory]
    [InlineData("rect:0,0,2,1+rect:4,0,2,1", "##..##")]
    [InlineData("rect:0,0,6,1-rect:4,0,2,1", "####..")]
    [InlineData("rect:0,0,6,1 -rect:4,0,2,1", "####..")]
    [InlineData("rect:0,0,1,1+ellipse:3.5,0.5,1,1-stroke:0.4:3.5,0.5", "#.#.#.")]
    [InlineData("rect:-2,0,4,1+rect:4,0,2,1", "##..##")]
    [InlineData("all.png-rect:2,0,2,1", "##..##")]
    [InlineData("a-b+c.png - polygon:-1,-1 3,-1 3,9 -1,9", "...###")]
    public void Evaluate_SignDirectlyBeforeAShape_IsAnOperator(string text, string expected)
    {
        Mask mask = MaskExpression.Parse(text).Evaluate(Size, image: null, _ => TestMasks.Parse("######"));

        MaskAssert.Looks(expected, mask);
    }

    [Theory]
    [InlineData("a-b.png", "a-b.png")]
    [InlineData("mask+rectangle:1.png", "mask+rectangle:1.png")]
    [InlineData("a -b +c- d.png", "a -b +c- d.png")]
    [InlineData("a-b.png+rect:0,0,1,1", "a-b.png")]
    public void Files_SignsWithinNames_BelongToTheName(string text, string file) =>
        Assert.Equal([file], MaskExpression.Parse(text).Files);

    [Theory]
    [InlineData("rect:0,0,2,1+rect:9,0", 19, "4 numbers; found 2.")]
    [InlineData("rect:0,0,2,1+-rect:0,0,1,1", 12, "'1+' is no number")]
    [InlineData("rect:0,0,2,1+circle:1,1,1", 6, "4 numbers; found 6.")]
    [InlineData("+rect:0,0,1,1", 1, "a term is missing")]
    [InlineData("-rect:0,0,1,1", 1, "it starts with '-'")]
    public void Parse_WrongTextAfterASign_NamesTheColumn(string text, int column, string problem)
    {
        MaskExpressionException error = Assert.Throws<MaskExpressionException>(() => MaskExpression.Parse(text));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Fact]
    public void Evaluate_ColorInCmyk_NamesTermAndRemedy()
    {
        var image = new Image(Size, new PixelFormat(ColorModel.Cmyk, HasAlpha: false, 8));

        MaskExpressionException error = Assert.Throws<MaskExpressionException>(
            () => MaskExpression.Parse("color:#000000~0").Evaluate(Size, image, _ => new Mask(Size)));

        Assert.Equal(
            "Mask expression, column 1: 'color:#000000~0' can be looked for in grey and RGB pictures, not in 8-bit CMYK; convert it first.", error.Message);
    }
}
