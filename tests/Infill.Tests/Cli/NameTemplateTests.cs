using CsCheck;
using Infill.Cli.Jobs;

namespace Infill.Tests.Cli;

public sealed class NameTemplateTests
{
    /// <summary>Names with the places themselves in them, among others.</summary>
    private static readonly Gen<string> AnyName =
        Gen.OneOf(Gen.String[Gen.Char["ab {}.-+é"], 1, 9], Gen.Int[0, 3].Select(i => new[] { "{name}", "{dir}", "{na{dir}me}", "a.b" }[i])).Where(n => n.Trim('.', ' ').Length > 0);

    [Theory]
    [InlineData("masks/{name}.png", "photos/a.b.jpg", "masks/a.b.png")]
    [InlineData("{dir}/{name}-mask.png", "photos/a.jpg", "photos/a-mask.png")]
    [InlineData("{dir}/{name}-mask.png", "a.jpg", "./a-mask.png")]
    [InlineData("{dir}/m.png", "/a.jpg", "//m.png")]
    [InlineData("{name}{name}", "x/a", "aa")]
    [InlineData("{Name} {nmae}", "a.jpg", "{Name} {nmae}")]
    public void Fill_Places_GetTheParts(string template, string image, string expected) => Assert.Equal(expected, NameTemplate.Fill(template, image));

    [Fact]
    public void Fill_AnyName_IsPutInAsItIsAndNotLookedAtAgain() => Gen.Select(AnyName, AnyName).Sample((folder, name) =>
    {
        string image = $"/{folder}/{name}.jpg";

        Assert.Equal($"</{folder}|{name}>", NameTemplate.Fill("<{dir}|{name}>", image));
    });

    [Fact]
    public void Fill_TextWithoutPlaces_StaysAsItIs() =>
        AnyName.Where(text => !NameTemplate.HasPlaces(text)).Sample(text => Assert.Equal(text, NameTemplate.Fill(text, "a/b.jpg")));
}
