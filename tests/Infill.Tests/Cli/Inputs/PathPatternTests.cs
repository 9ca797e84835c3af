using System.Text.RegularExpressions;
using CsCheck;
using Infill.Cli.Inputs;

namespace Infill.Tests.Cli.Inputs;

/// <summary>Patterns against their definition as a regular expression.</summary>
public sealed class PathPatternTests
{
    private static readonly Gen<string> Segment = Gen.OneOf<string>("*", "?", "**", "a", "b", "a*", "*b", "?a", "ab", "*a*");

    private static readonly Gen<string> Name = Gen.OneOf<string>("a", "b", "ab", "ba", "aab", "c");

    [Fact]
    public void Takes_AnyPatternAndPath_AgreesWithTheRegularExpression() => Gen.Select(Segment.Array[1, 4], Name.Array[1, 5]).Sample((segments, path) =>
    {
        // A pattern needs a wildcard to be one, and its last segment names the file.
        string text = string.Join('/', segments.Append("*"));
        PathPattern pattern = PathPattern.Parse(text)!;
        string whole = pattern.Root + string.Join('/', path);

        IReadOnlyList<int> at = path.SkipLast(1).Aggregate(pattern.Begin(), pattern.Enter);

        Assert.Equal(ToRegex(text).IsMatch(whole), pattern.Takes(at, path[^1]));
    });

    [Theory]
    [InlineData("*.png", "")]
    [InlineData("photos/*.png", "photos/")]
    [InlineData("/a/b/**/c/*.png", "/a/b/")]
    [InlineData("../up/*", "../up/")]
    public void Parse_Root_IsWhatStandsBeforeTheFirstWildcard(string text, string root) => Assert.Equal(root, PathPattern.Parse(text)!.Root);

    [Theory]
    [InlineData("photo.png", "photo.png")]
    [InlineData("a\nb\r\t", @"a\nb\r\t")]
    [InlineData("\u001b[31m", @"\u001b[31m")]
    [InlineData("é 日本", "é 日本")]
    public void Show_ControlCharacters_AreEscaped(string path, string shown) => Assert.Equal(shown, PathText.Show(path));

    private static Regex ToRegex(string pattern) => new(
        "^" + string.Concat(pattern.Split('/').Select((segment, i) => segment == "**"
            ? "(?:[^/]+/)*"
            : Regex.Escape(segment).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal)
                + (i + 1 < pattern.Split('/').Length ? "/" : ""))) + "$",
        RegexOptions.NonBacktracking);
}
