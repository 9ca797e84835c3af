using System.Text.RegularExpressions;
using Infill.Cli;
using Infill.Cli.Batch;
using Infill.Cli.Reports;
using Infill.Tests.Cli.Support;
using Infill.Tests.Support;

namespace Infill.Tests.Cli.Batch;

/// <summary>The page that a batch ends with.</summary>
public sealed partial class BatchReportTests
{
    [Fact]
    public void Batch_Page_ShowsPicturesBeforeAndAfterAndEveryReason()
    {
        using var tree = new BatchTree("a.png", "sub/b c.jpg");
        tree.AddPhoto("none.png");

        CliRun run = tree.Batch();

        string page = File.ReadAllText(tree["out/report.html"]);
        Assert.Contains("Report: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("<h1>2 of 3 pictures done</h1>", page, StringComparison.Ordinal);
        Assert.Equal(4, Embedded().Count(page));
        Assert.Contains("There is no mask &#39;", page, StringComparison.Ordinal);
        Assert.Contains("href=\"../photos/sub/b%20c.jpg\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"sub/b%20c.jpg\"", page, StringComparison.Ordinal);

        // Failures come first.
        Assert.True(page.IndexOf("none.png", StringComparison.Ordinal) < page.IndexOf("a.png</bdi>", StringComparison.Ordinal));
        AssertSelfContained(page);
    }

    [Fact]
    public void Batch_StartedAgain_ShowsThePicturesOfTheEarlierRun()
    {
        using var tree = new BatchTree("a.png", "b.png");
        Assert.Equal(0, tree.Batch("--limit", "1", "--jobs", "1").Code);

        Assert.Equal(0, tree.Batch().Code);

        Assert.Equal(4, Embedded().Count(File.ReadAllText(tree["out/report.html"])));
        Assert.Equal(0, tree.Batch().Code);
        Assert.Equal(4, Embedded().Count(File.ReadAllText(tree["out/report.html"])));
    }

    [Fact]
    public void Batch_HostileNames_AreTextAndPlainLinks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No such names.");
        using var tree = new BatchTree("<script>alert(1)<.png", "\"onload=\"x.png", "javascript:alert(1).png", "a\n\u001b[31m&amp;.png", "%2e%2e?#.png");

        Assert.Equal(0, tree.Batch().Code);

        string page = File.ReadAllText(tree["out/report.html"]);
        AssertSelfContained(page);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u001b", page, StringComparison.Ordinal);
        Assert.Contains("href=\"javascript%3Aalert%281%29.png\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"%252e%252e%3F%23.png\"", page, StringComparison.Ordinal);
        Assert.Contains("&quot;onload=&quot;x.png", page, StringComparison.Ordinal);
        Assert.Contains("a\\n\\u001b[31m&amp;amp;.png", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_ReportOfSomebodyElse_IsNeverReplaced()
    {
        using var tree = new BatchTree("a.png");
        Directory.CreateDirectory(tree["out"]);
        File.WriteAllText(tree["out/report.html"], "<p>mine");

        CliRun refused = tree.Batch();
        CliRun elsewhere = tree.Batch("--report", tree["pages.html"]);
        CliRun without = tree.Batch("--no-report", "--json");

        Assert.Equal((2, 0, 0), (refused.Code, elsewhere.Code, without.Code));
        Assert.Contains("exists and is no report of a batch", refused.FirstError, StringComparison.Ordinal);
        Assert.Contains("href=\"out/a.png\"", File.ReadAllText(tree["pages.html"]), StringComparison.Ordinal);
        Assert.False(BatchTree.Records(without)[^1].TryGetProperty("report", out _));
        Assert.Equal("<p>mine", File.ReadAllText(tree["out/report.html"]));
    }

    [Theory]
    [InlineData("nowhere/page.html", "does not exist")]
    [InlineData("photos", "is a folder")]
    public void Batch_ReportThatCannotBeWritten_IsRefusedBeforeTheRun(string report, string says)
    {
        using var tree = new BatchTree("a.png");

        CliRun run = tree.Batch("--report", tree[report]);

        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.FirstError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(tree["out"]));
    }

    [Fact]
    public void Write_TenThousandItems_IsWrittenItemByItem()
    {
        const int Count = 10_000;
        using var temporary = new TemporaryFolder();
        var folder = new OutputFolder(temporary.Path);
        using var thumbnails = new ThumbnailStore(folder, fresh: true);
        byte[] jpeg = Thumbnail.Encode(Pictures.Flat(8, 8, 0.5), 8);
        ItemOutcome[] outcomes =
        [
            .. Enumerable.Range(1, Count).Select(i => new ItemOutcome
            {
                Item = new BatchItem { Number = i, Input = $"photos/{i}.jpg", Output = $"{i}.jpg" },
                Status = i % 100 == 0 ? ItemStatus.Failed : ItemStatus.Done,
                Failure = i % 100 == 0 ? new Failure(ExitCode.Failed, "It is broken.", "again") : null,
                Bytes = 5,
            }),
        ];
        Array.ForEach(outcomes, outcome => thumbnails.Add(outcome.Item.Output!, jpeg, jpeg));
        var end = new BatchEnd(new BatchCounts { Done = 9900, Failed = 100 }, Count, BatchStop.None);
        BatchSummaryRecord summary = BatchSummary.Of(end, ExitCode.SomeFailed, new BatchPace { Jobs = 2, MemoryBytes = 512L << 20 }, folder);

        new ReportFile(temporary.File("page.html")).Write(summary, "remove", DateTimeOffset.UnixEpoch, new ReportItems(folder, outcomes, thumbnails));

        string page = File.ReadAllText(temporary.File("page.html"));
        Assert.Equal(Count, Regex.Count(page, "<article class=\"(done|failed)\">"));
        Assert.Equal(2 * 9900, Embedded().Count(page));
        Assert.Equal([".infill-batch.thumbnails", "page.html"], Directory.EnumerateFiles(temporary.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // Nothing is fetched and nothing runs: the policy says so, and there is nothing to be stopped by it.
    private static void AssertSelfContained(string page)
    {
        Assert.Contains("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"", page, StringComparison.Ordinal);
        Assert.Empty(Regex.Matches(page, "src=\"(?!data:image/jpeg;base64,)"));
        Assert.Empty(Regex.Matches(page, "(?i)<script|<link|@import|url\\(|href=\"[^\"]*:|\\son[a-z]+=\""));
    }

    [GeneratedRegex("<img loading=\"lazy\"[^>]* src=\"data:image/jpeg;base64,[A-Za-z0-9+/=]{100,}\">")]
    private static partial Regex Embedded();
}
