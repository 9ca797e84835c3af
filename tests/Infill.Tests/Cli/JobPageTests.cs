using System.Text.RegularExpressions;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

/// <summary>The page of one edit.</summary>
public sealed partial class JobPageTests
{
    [Fact]
    public void Report_Job_ShowsBeforeAfterMaskAndDecisions()
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run("remove", "photo.png", "--mask", "mask.png", "--engine", "smooth", "--count", "2", "--output", "out.png", "--report", "page.html");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        string page = File.ReadAllText(folder["page.html"]);
        Assert.Equal(2, AfterPicture().Count(page));
        Assert.Contains("out-2.png", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"the mask in red on the picture\"", page, StringComparison.Ordinal);
        Assert.Contains("0 of 1,", page, StringComparison.Ordinal);
        Assert.Contains("Mask: 48 px asked for", page, StringComparison.Ordinal);
        Assert.Contains("script-src &#39;sha256-".Replace("&#39;", "'", StringComparison.Ordinal), page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_DoubtedFill_ShowsVerdictHeatMapAndPasses()
    {
        using var folder = new CliFolder();
        Infill.Imaging.ImageFile.Save(Quality.QualityScenes.Photo(), folder["scene.png"]);

        CliRun run = folder.Run("fill", "scene.png", "--mask", "ellipse:150,140,36,36", "--engine", "smooth", "--refine", "--attempts", "2", "--output", "out.png", "--report", "page.html");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        string page = File.ReadAllText(folder["page.html"]);
        Assert.Contains("The gate says <span class=\"status ", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"heat map", page, StringComparison.Ordinal);
        Assert.Contains("Refinement, after the fill: ", page, StringComparison.Ordinal);
        Assert.Contains("<td>flatness<td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_HostileName_StaysText()
    {
        using var folder = new CliFolder();
        folder.SavePhoto("<b onload=x>&.png", 48, 40);

        CliRun run = folder.Run("fill", "<b onload=x>&.png", "--mask", "rect:5,5,6,6", "--engine", "smooth", "--output", "o.png", "--report", "page.html");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        string page = File.ReadAllText(folder["page.html"]);
        Assert.DoesNotContain("<b onload", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b onload=x&gt;&amp;.png", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'photo.png' is", "photo.png", "--report", "photo.png")]
    [InlineData("exists", "photo.png", "--report", "mask.png")]
    [InlineData("one edit", "photo.png", "mask.png", "--report", "page.html")]
    public void Report_ThatCannotBeWritten_IsRefusedBeforeTheRun(string expected, params string[] words)
    {
        using var folder = new CliFolder();

        CliRun run = folder.Run(["fill", .. words, "--mask", "rect:5,5,6,6", "--engine", "smooth", "--output-dir", "out"]);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]) && Directory.EnumerateFiles(folder["out"]).Any());
    }

    [GeneratedRegex("<img class=\"after\" alt=\"after\" src=\"data:image/jpeg;base64,[A-Za-z0-9+/=]{200,}\">")]
    private static partial Regex AfterPicture();
}
