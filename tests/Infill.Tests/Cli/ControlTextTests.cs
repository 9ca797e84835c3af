using Infill.Cli.Options;
using Infill.Onnx.Controls;

namespace Infill.Tests.Cli;

public sealed class ControlTextTests
{
    [Theory]
    [InlineData("canny:a", ControlKind.Canny, "a", null, 0, 1, null)]
    [InlineData("soft-edge:dir/a b,scale=0.8", ControlKind.SoftEdge, "dir/a b", 0.8f, 0, 1, null)]
    [InlineData(@"inpaint:C:\a,to=0.7,from=0.2", ControlKind.Inpaint, @"C:\a", null, 0.2, 0.7, null)]
    [InlineData("map:a,b,map=c.png,scale=2", ControlKind.Map, "a,b", 2f, 0, 1, "c.png")]
    [InlineData("canny:a,size=3", ControlKind.Canny, "a,size=3", null, 0, 1, null)]
    public void Parse_Text_IsKindPathAndMore(string text, ControlKind kind, string path, float? scale, double from, double to, string? map) => Assert.Equal(
        new ControlText { Kind = kind, Path = path, Scale = scale, From = from, To = to, Map = map }, ControlText.Parse(text));

    [Theory]
    [InlineData("canny")]
    [InlineData("canny:")]
    [InlineData("depth:a")]
    [InlineData("canny:a,scale=2.1")]
    [InlineData("canny:a,scale=x")]
    [InlineData("canny:a,from=0.5,to=0.2")]
    [InlineData("canny:a,from=-1")]
    [InlineData("map:a")]
    [InlineData("canny:a,map=b.png")]
    [InlineData("map:a,map=")]
    public void Parse_Nonsense_IsNone(string text) => Assert.Null(ControlText.Parse(text));

    [Fact]
    public void Rooted_Text_MeansTheSameWithFullPaths()
    {
        ControlText rooted = ControlText.Parse(ControlText.Rooted("map:.,map=b.png,scale=0.8,to=0.5"))!;

        Assert.Equal(
            new ControlText { Kind = ControlKind.Map, Path = Path.GetFullPath("."), Map = Path.GetFullPath("b.png"), Scale = 0.8f, To = 0.5 }, rooted);
    }
}
