using Infill.Imaging;
using Infill.Masks;

namespace Infill.Tests.Masks;

/// <summary>The grammar of the terms that ask a network, by examples.</summary>
public sealed class MaskPromptTextTests
{
    private static readonly PixelSize Size = new(100, 100);

    [Theory]
    [InlineData("click:")]
    [InlineData("click: ")]
    [InlineData("click:@1")]
    [InlineData("click:1")]
    [InlineData("click:1,")]
    [InlineData("click:,1")]
    [InlineData("click:1,2,3")]
    [InlineData("click:1,2@")]
    [InlineData("click:1,2@0")]
    [InlineData("click:1,2@10")]
    [InlineData("click:1,2@x")]
    [InlineData("click:1,2@1@2")]
    [InlineData("click:1,2 3")]
    [InlineData("click:1,2 x,y")]
    [InlineData("click:NaN,1")]
    [InlineData("click:1,Infinity")]
    [InlineData("click:1e9,2")]
    [InlineData("click:1%%,2")]
    [InlineData("click:2000000,1")]
    [InlineData("click:1;2")]
    [InlineData("box:")]
    [InlineData("box:1")]
    [InlineData("box:1,2")]
    [InlineData("box:1,2,3")]
    [InlineData("box:1,2,3,4,5")]
    [InlineData("box:1,2,0,4")]
    [InlineData("box:1,2,3,0")]
    [InlineData("box:1,2,-3,4")]
    [InlineData("box:a,2,3,4")]
    [InlineData("box:1,2,3,4:")]
    [InlineData("box:1,2,3,4:5")]
    [InlineData("box:1,2,3,4:5,6:7,8")]
    [InlineData("box:1,2,3,4@")]
    [InlineData("box:1,2,3,4@99")]
    [InlineData("box:1,2,3,4 5,6")]
    [InlineData("subject:1")]
    [InlineData("subject:x y")]
    [InlineData("text:abc")]
    [InlineData("text:1,2")]
    [InlineData("click:1,2 + ")]
    [InlineData("click:1,2 -")]
    [InlineData("- click:1,2")]
    public void Parse_TextThatIsNoPrompt_NamesItsColumn(string text)
    {
        MaskExpressionException refused = Assert.Throws<MaskExpressionException>(() => MaskExpression.Parse(text));

        Assert.InRange(refused.Column, 1, text.Length + 1);
        Assert.StartsWith($"Mask expression, column {refused.Column}: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("click:1,2", 1, 0, 1)]
    [InlineData("click:1,2 3,4", 2, 0, 1)]
    [InlineData("click:1,2 -3,4", 1, 1, 1)]
    [InlineData("click:-3,4", 0, 1, 1)]
    [InlineData("click:1,2   -3,4  ", 1, 1, 1)]
    [InlineData("click:1.5,2.25", 1, 0, 1)]
    [InlineData("click:50%,50%", 1, 0, 1)]
    [InlineData("click:1,2@1", 1, 0, 1)]
    [InlineData("click:1,2@9", 1, 0, 9)]
    [InlineData("click:1,2 -3,4 -5,6@4", 1, 2, 4)]
    [InlineData("box:1,2,3,4", 0, 0, 1)]
    [InlineData("box:1,2,3,4@2", 0, 0, 2)]
    [InlineData("box:10%,10%,50%,50%", 0, 0, 1)]
    [InlineData("box:-5,-5,20,20", 0, 0, 1)]
    [InlineData("box:1,2,3,4:5,6", 1, 0, 1)]
    [InlineData("box:1,2,3,4:-5,6", 0, 1, 1)]
    [InlineData("box:1,2,3,4:5,6 -7,8 9,1@3", 2, 1, 3)]
    [InlineData("box: 1 , 2 , 3 , 4 ", 0, 0, 1)]
    public void Parse_Prompts_HaveTheirClicksAndCandidate(string text, int inside, int outside, int candidate)
    {
        MaskPrompt prompt = MaskExpression.Parse(text).FindPrompt(Size)!;

        Assert.Equal(inside, prompt.Clicks.Count(click => click.IsInside));
        Assert.Equal(outside, prompt.Clicks.Count(click => !click.IsInside));
        Assert.Equal(candidate, prompt.Candidate);
        Assert.Equal(text.StartsWith("box", StringComparison.Ordinal), prompt.Box is not null);
    }

    [Theory]
    [InlineData("a.png", false)]
    [InlineData("rect:1,1,2,2", false)]
    [InlineData("rect:1,1,2,2 + ellipse:5,5,2,2", false)]
    [InlineData("color:#ff0000~9", false)]
    [InlineData("subject:", true)]
    [InlineData("text:", true)]
    [InlineData("click:1,2", true)]
    [InlineData("box:1,2,3,4", true)]
    [InlineData("a.png + subject:", true)]
    [InlineData("subject: - text:", true)]
    [InlineData("rect:1,1,2,2-click:1,2", true)]
    [InlineData("my-click.png", false)]
    [InlineData("a-b+c.png", false)]
    public void NeedsProposals_AnyTermThatAsks_IsTrue(string text, bool needs) =>
        Assert.Equal(needs, MaskExpression.Parse(text).NeedsProposals);
}
