using Infill.Imaging;
using Infill.Masks;
using Infill.Tests.Support;

namespace Infill.Tests.Masks;

public sealed class MaskPromptTests
{
    private static readonly PixelSize Size = new(200, 100);

    [Fact]
    public void Evaluate_Clicks_AsksForThem()
    {
        MaskPrompt asked = Ask("click:10,20 -30%,40@2");

        Assert.Equal(MaskPromptKind.Thing, asked.Kind);
        Assert.Equal([new MaskClick(new MaskPoint(10, 20)), new MaskClick(new MaskPoint(60, 40), IsInside: false)], asked.Clicks);
        Assert.Null(asked.Box);
        Assert.Equal(2, asked.Candidate);
    }

    [Fact]
    public void Evaluate_BoxWithClick_AsksForBoth()
    {
        MaskPrompt asked = Ask("box:10,10%,50%,30:-15,20");

        Assert.Equal(new MaskBox(new MaskPoint(10, 10), new MaskPoint(110, 40)), asked.Box);
        Assert.Equal([new MaskClick(new MaskPoint(15, 20), IsInside: false)], asked.Clicks);
        Assert.Equal(1, asked.Candidate);
    }

    [Theory]
    [InlineData("subject:", MaskPromptKind.Subject)]
    [InlineData("text:", MaskPromptKind.Text)]
    [InlineData("box:1,1,5,5", MaskPromptKind.Thing)]
    public void FindPrompt_OneTerm_IsItsPrompt(string text, MaskPromptKind kind)
    {
        var expression = MaskExpression.Parse(text);

        Assert.True(expression.NeedsProposals && expression.NeedsImage);
        Assert.Equal(kind, expression.FindPrompt(Size)!.Kind);
        Assert.Equal(kind, Ask(text).Kind);
    }

    [Theory]
    [InlineData("rect:1,1,2,2")]
    [InlineData("subject: + rect:1,1,2,2")]
    public void FindPrompt_OtherExpressions_HaveNone(string text) => Assert.Null(MaskExpression.Parse(text).FindPrompt(Size));

    [Fact]
    public void Evaluate_WithShapes_CombinesThem()
    {
        Mask mask = MaskExpression.Parse("click:1,1-rect:0,0,100,100").Evaluate(Size, image: null, _ => new Mask(Size), _ => TestMasks.FromFunction(Size, (_, _) => 1f));

        Assert.Equal(new PixelRect(100, 0, 100, 100), mask.FindBounds());
    }

    [Theory]
    [InlineData("click:", "found 0 clicks")]
    [InlineData("click:1", "'1' is no click")]
    [InlineData("click:1,2,3", "'1,2,3' is no click")]
    [InlineData("click:1,2@0", "'0' is no number of a proposal")]
    [InlineData("click:1,2@1@2", "at most one @number")]
    [InlineData("box:1,2,3", "4 numbers; found 3")]
    [InlineData("box:1,2,0,4", "is no size")]
    [InlineData("box:1,2,3,4:", "found 0 clicks")]
    [InlineData("box:1,2,3,4:5,6:7,8", "found '1,2,3,4:5,6:7,8'")]
    [InlineData("subject:me", "nothing stands there")]
    public void Parse_WrongText_IsRefused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<MaskExpressionException>(() => MaskExpression.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("click:201,5", "lies outside of the 200×100 picture")]
    [InlineData("click:5,101", "lies outside of the 200×100 picture")]
    [InlineData("click:-5,5", "it needs a click on the thing")]
    [InlineData("box:200,5,9,9", "covers nothing")]
    [InlineData("box:-9,5,9,9", "covers nothing")]
    public void Evaluate_PromptThatDoesNotFit_IsRefusedBeforeAnybodyIsAsked(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<MaskExpressionException>(() => Ask(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Evaluate_NobodyToAsk_SaysSo() =>
        Assert.Contains("none can be asked here", Assert.Throws<MaskExpressionException>(() => MaskExpression.Parse("subject:").Evaluate(Size, null, _ => new Mask(Size))).Message, StringComparison.Ordinal);

    [Fact]
    public void FindProblem_SubjectWithClicksOrManyClicks_IsOne()
    {
        MaskClick click = new(new MaskPoint(1, 1));

        Assert.NotNull(new MaskPrompt { Kind = MaskPromptKind.Subject, Clicks = [click] }.FindProblem(Size));
        Assert.Null(new MaskPrompt { Kind = MaskPromptKind.Subject }.FindProblem(Size));
        Assert.Contains("at most 64", new MaskPrompt { Kind = MaskPromptKind.Thing, Clicks = [.. Enumerable.Repeat(click, 65)] }.FindProblem(Size), StringComparison.Ordinal);
    }

    private static MaskPrompt Ask(string text)
    {
        MaskPrompt? asked = null;
        MaskExpression.Parse(text).Evaluate(Size, image: null, _ => new Mask(Size), prompt =>
        {
            asked = prompt;
            return new Mask(Size);
        });
        return asked!;
    }
}
