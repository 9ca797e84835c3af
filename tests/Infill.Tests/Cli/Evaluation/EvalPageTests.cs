using System.Net;
using System.Text.RegularExpressions;
using Infill.Cli.Evaluation;
using Infill.Cli.Evaluation.Page;
using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;
using Infill.Imaging;
using Infill.Tests.Evaluation;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>The page: one file, worst case first, and no stranger's text becomes markup.</summary>
public sealed partial class EvalPageTests
{
    private const string Nasty = "<script>alert('1')</script>\"&";

    [Fact]
    public void Write_Page_NeedsNothingFromElsewhere()
    {
        string page = Write(Record());

        Assert.DoesNotMatch("""(src|href)\s*=\s*["'](?!data:|#)""", page);
        Assert.DoesNotMatch(@"@import|url\(", page);
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Equal(Tags(page, "article"), Tags(page, "/article"));
        Assert.Equal(Tags(page, "table"), Tags(page, "/table"));
    }

    [Fact]
    public void Write_Cases_StandWorstFirstInTableAndPictures()
    {
        string page = Write(Record());

        string[] expected = ["c2", "c1", "c0"];
        Assert.Equal(expected, Heading().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Equal(expected, Row().Matches(page).Select(m => m.Groups[1].Value));
        Assert.All(Anchor().Matches(page), m => Assert.Contains($"id=\"{m.Groups[1].Value}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_PicturesOfACase_AreTruthHoleAndEveryFill()
    {
        string page = Write(Record());

        string card = page[page.IndexOf("<article", StringComparison.Ordinal)..page.IndexOf("</article>", StringComparison.Ordinal)];
        Assert.Equal(["truth", "hole", "a · seed 1", "a · seed 2", "b · seed 1", "b · seed 2"], Alternative().Matches(card).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)));
        Assert.Contains("data:image/jpeg;base64,AQID", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_StrangersTexts_AreEscapedEverywhere()
    {
        EvalRecord record = Record() with { Engines = [new EvalEngine { Name = "a", Identity = "1", UsesSeed = true, Command = Nasty }, new EvalEngine { Name = "b", Identity = "1" }] };
        record = EvalScenes.Map(record, r => r.Case == "c0" ? r with { Error = Nasty, Scores = null, Keep = null } : r with { Warnings = [Nasty] });
        record = record with
        {
            Cases =
            [
                .. record.Cases.Select(c => c.Name == "c1" ? c with { Why = Nasty, Photo = "/x/" + Nasty.Replace("/", "", StringComparison.Ordinal) } : c),
                new EvalCaseFacts { Name = Nasty, Photo = "x", Skipped = Nasty },
                EvalScenes.Case(9) with { Name = Nasty + "2" },
            ],
        };

        string page = Write(record);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert('1')", page, StringComparison.Ordinal);
        Assert.Equal(1, Tags(page, "script"));
    }

    [Fact]
    public void Write_PlainLoss_SaysWhetherTheEngineWarned()
    {
        string page = Write(Record());
        string doubted = Write(EvalScenes.Map(Record(), r => r.Engine == "a" ? r with { Confidence = new FillConfidence(0.1, 0) } : r));

        Assert.Contains("did not say that it was not sure", page, StringComparison.Ordinal);
        Assert.DoesNotContain("did not say", doubted, StringComparison.Ordinal);
        Assert.Contains("and said that it was not sure", doubted, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ChangedKeptPixelsAndInterruption_AreSaid()
    {
        EvalRecord record = EvalScenes.Map(Record(), r => r is { Case: "c1", Engine: "b" } ? r with { Keep = new KeepProof(10, 4, 20) } : r) with { IsComplete = false };

        string page = Write(record);

        Assert.Contains("changed 4 kept pixels by up to 20", page, StringComparison.Ordinal);
        Assert.Contains("<td>2 of 6</td>", page, StringComparison.Ordinal);
        Assert.Contains("Interrupted", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SingleEngineOrNothing_StillIsAPage()
    {
        Assert.DoesNotContain("against each other", Write(EvalScenes.Record(2, ["a"], [1], (i, _, _) => i)), StringComparison.Ordinal);
        Assert.Contains("</html>", Write(EvalScenes.Record(0, ["a"], [1], (i, _, _) => i)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 80, 40, 30)]
    [InlineData(0, 0, 5, 5)]
    [InlineData(290, 190, 10, 10)]
    [InlineData(0, 0, 300, 200)]
    public void CutOut_AnyHole_LiesInThePictureAndHoldsIt(int x, int y, int width, int height)
    {
        var hole = new PixelRect(x, y, width, height);

        PixelRect rect = EvalFolder.CutOut(EvalScenes.Case(0) with { HoleBounds = hole });

        Assert.True(rect.Contains(hole) && new PixelSize(300, 200).Bounds.Contains(rect), $"{rect}");
        Assert.True(rect.Width >= 200 && rect.Height == 200);
    }

    [Theory]
    [InlineData(1.614, "1.61")]
    [InlineData(29.84, "29.8")]
    [InlineData(0.0534, "0.053")]
    [InlineData(-0.5, "−0.50")]
    [InlineData(0.0, "0.00")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void MetricText_Numbers_HaveThreeFigures(double value, string expected) => Assert.Equal(expected, MetricText.Of(value));

    private static EvalRecord Record() => EvalScenes.Record(3, ["a", "b"], [1, 2], (i, engine, _) => engine == "a" ? 0.5 + i : 1);

    private static string Write(EvalRecord record)
    {
        using var writer = new StringWriter();
        new EvalPage(new EvalSummary(record), (_, _, _) => [1, 2, 3]).Write(writer);
        return writer.ToString();
    }

    private static int Tags(string page, string name) => Regex.Count(page, $"<{name}[ >]");

    [GeneratedRegex("<h3>([^ <]+)")]
    private static partial Regex Heading();

    [GeneratedRegex("<tr data-case=\"[^\"]+\"><th><a href=\"#[^\"]+\">([^<]+)<")]
    private static partial Regex Row();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("alt=\"([^\"]+)\"")]
    private static partial Regex Alternative();
}
