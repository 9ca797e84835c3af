using CsCheck;
using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskExpressionTests
{
    private static readonly PixelSize Size = new(8, 4);

    [Theory]
    [InlineData("rect:1,1,3,2", "........\n.###....\n.###....\n........")]
    [InlineData("  rect: 1 , 1 , 3 , 2 ", "........\n.###....\n.###....\n........")]
    [InlineData("rect:50%,25%,25%,50%", "........\n....##..\n....##..\n........")]
    [InlineData("rect:-2,-2,4,4", "##......\n##......\n........\n........")]
    [InlineData("rect:6.5,3,100,100", "........\n........\n........\n......##")]
    [InlineData("ellipse:4,2,2,1", "........\n..####..\n..####..\n........")]
    [InlineData("ellipse:50%,50%,25%,25%", "........\n..####..\n..####..\n........")]
    [InlineData("polygon:0,0 4,0 0,4", "###.....\n##......\n#.......\n........")]
    [InlineData("polygon:-5,0  4,0\t0,100%", "###.....\n##......\n#.......\n........")]
    [InlineData("stroke:0.5:1.5,1.5 6.5,1.5", "........\n.######.\n........\n........")]
    [InlineData("stroke:25%:4,2", "........\n...##...\n...##...\n........")]
    [InlineData("rect:0,0,4,2 - rect:1,0,1,4", "#.##....\n#.##....\n........\n........")]
    [InlineData("rect:0,0,4,2 - rect:1,0,1,4 + rect:0,0,8,1", "########\n#.##....\n........\n........")]
    [InlineData("soft.png - rect:0,0,1,4", ".5......\n........\n........\n........")]
    [InlineData("soft.png + soft.png", "#5......\n........\n........\n........")]
    [InlineData("rect:0,0,2,1 - soft.png", ".5......\n........\n........\n........")]
    [InlineData("a-b+c -1.png", "a-b+c -1.png")]
    [InlineData("C:\\masks\\a b.png", "C:\\masks\\a b.png")]
    [InlineData("./rect:odd.png", "./rect:odd.png")]
    [InlineData("+x.png", "+x.png")]
    public void Evaluate_ValidText_DrawsTheMaskOrLoadsTheFile(string text, string expected)
    {
        string? loaded = null;
        Mask mask = MaskExpression.Parse(text).Evaluate(Size, image: null, path =>
        {
            loaded = path;
            return TestMasks.Parse("#5......\n........\n........\n........");
        });

        if (expected.Contains('\n', StringComparison.Ordinal))
        {
            MaskAssert.Looks(expected, mask);
        }
        else
        {
            Assert.Equal(expected, loaded);
        }
    }

    [Theory]
    [InlineData("", 1, "it is empty")]
    [InlineData("   ", 1, "it is empty")]
    [InlineData("-rect:1,1,2,2", 1, "it starts with '-'")]
    [InlineData("  - rect:1,1,2,2", 3, "it starts with '-'")]
    [InlineData("+ rect:1,1,2,2", 1, "it starts with '+'")]
    [InlineData("rect:1,1,2,2 +", 15, "a term is missing")]
    [InlineData("rect:1,1,2,2 + - rect:1,1,2,2", 16, "a term is missing")]
    [InlineData("rect:1,1,2", 6, "rect needs x,y,width,height, 4 numbers; found 3.")]
    [InlineData("rect:", 6, "4 numbers; found 1.")]
    [InlineData("rect:1,1,,2", 10, "'' is no number")]
    [InlineData("rect:1,one,2,2", 8, "'one' is no number; expected pixels such as 12")]
    [InlineData("rect:1,1,-2,2", 10, "'-2' is no size; expected a number above 0.")]
    [InlineData("rect:1,1,0,2", 10, "'0' is no size")]
    [InlineData("rect:1,1,0.0000000001%,2", 10, "is no size")]
    [InlineData("rect:NaN,1,2,2", 6, "'NaN' is no number")]
    [InlineData("rect:1,Infinity,2,2", 8, "'Infinity' is no number")]
    [InlineData("rect:1,1,∞,2", 10, "'∞' is no number")]
    [InlineData("rect:1e3,1,2,2", 6, "'1e3' is no number")]
    [InlineData("rect:1000001,1,2,2", 6, "expected at most 1000000 pixels.")]
    [InlineData("rect:1,1,10001%,2", 10, "expected at most 10000%.")]
    [InlineData("rect:1,1,5 %,2", 10, "'5 %' is no number")]
    [InlineData("ellipse:1,1,2", 9, "ellipse needs cx,cy,rx,ry")]
    [InlineData("polygon:1,1 2,2", 9, "polygon needs at least 3 points x,y x,y x,y; found 2.")]
    [InlineData("polygon:1,1 2, 2 3,3", 15, "'' is no number")]
    [InlineData("polygon:1,1 2,2 3,3,3", 17, "'3,3,3' is no point; expected x,y without spaces.")]
    [InlineData("stroke:3", 8, "stroke needs radius:x,y x,y …; found 0 colons")]
    [InlineData("stroke:0:1,1", 8, "'0' is no size")]
    [InlineData("stroke:2:", 10, "found 0.")]
    [InlineData("color:#00ff00", 7, "expected #rrggbb~tolerance")]
    [InlineData("color:#0f0~9", 7, "'#0f0' is no colour; expected # and six hexadecimal digits.")]
    [InlineData("color:#00gg00~9", 7, "'#00gg00' is no colour")]
    [InlineData("color:#00ff00~256", 15, "'256' is no tolerance; expected a whole number from 0 to 255.")]
    [InlineData("color:#00ff00~-1", 15, "'-1' is no tolerance")]
    [InlineData("rect:1,1,2,2 + circle:1,1,2", 16, "unknown shape 'circle'; expected rect:, ellipse:, polygon:, stroke:, color:, click:, box:, subject:, text: or a mask file (write ./circle:1,1,2")]
    [InlineData("a\0b.png", 2, "a control character")]
    public void Parse_WrongText_NamesTheColumnAndWhatWasExpected(string text, int column, string problem)
    {
        MaskExpressionException error = Assert.Throws<MaskExpressionException>(() => MaskExpression.Parse(text));

        Assert.StartsWith($"Mask expression, column {error.Column}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Theory]
    [InlineData("rect:8,0,5,5", 1)]
    [InlineData("rect:0,0,2,2 - ellipse:-10,2,3,3", 16)]
    [InlineData("rect:1.6,0,0.3,4", 1)]
    [InlineData("stroke:2:100,100 200,200", 1)]
    [InlineData("polygon:0,-1 8,-1 4,-9", 1)]
    public void Evaluate_ShapeThatCoversNoPixel_IsRefused(string text, int column)
    {
        MaskExpressionException error = Assert.Throws<MaskExpressionException>(() => Evaluate(text));

        Assert.Equal(column, error.Column);
        Assert.Contains("covers no pixel centre of the 8×4 picture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_FileOfAnotherSize_NamesBothSizes()
    {
        MaskExpressionException error = Assert.Throws<MaskExpressionException>(
            () => MaskExpression.Parse("rect:0,0,1,1 + m.png").Evaluate(Size, null, _ => new Mask(new PixelSize(4, 8))));

        Assert.Equal("Mask expression, column 16: mask 'm.png' is 4×8, the picture is 8×4; both must have the same size.", error.Message);
    }

    [Fact]
    public void Evaluate_ColorWithoutPicture_IsRefused()
    {
        Assert.Contains("needs the picture", Assert.Throws<MaskExpressionException>(() => Evaluate("color:#000000~0")).Message, StringComparison.Ordinal);
        Assert.True(MaskExpression.Parse("a.png - color:#000000~0").NeedsImage);
    }

    [Fact]
    public void Parse_TooManyTermsOrPoints_IsRefused()
    {
        string points = string.Join(' ', Enumerable.Repeat("1,1", 10_001));
        string terms = string.Join(" + ", Enumerable.Repeat("a", 1001));

        Assert.Contains("at most 10000; found 10001.", Assert.Throws<MaskExpressionException>(() => MaskExpression.Parse("polygon:" + points)).Message, StringComparison.Ordinal);
        Assert.Contains("more than 1000 terms", Assert.Throws<MaskExpressionException>(() => MaskExpression.Parse(terms)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_SeveralTerms_AreListedInOrder() =>
        Assert.Equal(["a.png", "b c"], MaskExpression.Parse("a.png + rect:1,1,1,1 - b c").Files);

    [Fact]
    public void ParseAndEvaluate_AnyPieces_GiveAMaskOrARefusalWithinTheText()
    {
        string[] pieces =
        [
            "rect:", "ellipse:", "polygon:", "stroke:", "color:#00ff00~9", "a.png", " + ", " - ", "+", "-", ",", " ", ":", "~", "#", "%",
            "1,1 5,1 5,3", "1,1,3,2", "2", "0", "-1", "1e9", "99999999999999999999", "0.5", ".", "NaN", "∞", "\t", "é",
        ];
        var image = new Image(Size, new PixelFormat(ColorModel.Rgb, HasAlpha: false, 8));

        Gen.OneOf(pieces).Array[0, 9].Select(string.Concat).Sample(
            text =>
            {
                try
                {
                    Mask mask = MaskExpression.Parse(text).Evaluate(Size, image, _ => new Mask(Size));
                    Assert.Equal(Size, mask.Size);
                }
                catch (MaskExpressionException error)
                {
                    Assert.InRange(error.Column, 1, text.Length + 1);
                }
            },
            iter: 20_000);
    }

    private static Mask Evaluate(string text) => MaskExpression.Parse(text).Evaluate(Size, null, _ => new Mask(Size));
}
