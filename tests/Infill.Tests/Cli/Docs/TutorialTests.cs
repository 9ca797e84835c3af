using System.Text.RegularExpressions;
using Infill.Tests.Style;

namespace Infill.Tests.Cli.Docs;

/// <summary>Every picture that the tutorial shows is there, small enough, and made by the script that says so.</summary>
public sealed partial class TutorialTests
{
    private const long MostBytes = 150 * 1024;

    [Fact]
    public void Tutorial_Pictures_AreThereAndMadeByTheScript()
    {
        string docs = Path.Combine(SourceTree.Root, "docs");
        string script = File.ReadAllText(Path.Combine(docs, "make-pictures.sh"));

        string[] shown = [.. Picture().Matches(File.ReadAllText(Path.Combine(docs, "tutorial.md"))).Select(match => match.Groups["name"].Value).Distinct()];

        Assert.True(shown.Length > 20, $"{shown.Length} pictures");
        Assert.All(shown, name => Assert.True(File.Exists(Path.Combine(docs, "images", name)), $"{name} is not there"));
        Assert.All(shown, name => Assert.Contains(Path.GetFileNameWithoutExtension(name), script, StringComparison.Ordinal));
        Assert.All(shown, name => Assert.InRange(new FileInfo(Path.Combine(docs, "images", name)).Length, 1000, MostBytes));
    }

    [GeneratedRegex(@"\(images/(?<name>[^)]+)\)")]
    private static partial Regex Picture();
}
