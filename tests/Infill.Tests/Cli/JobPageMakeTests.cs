using Infill.Cli.Jobs;
using Infill.Cli.Jobs.Page;
using Infill.Cli.Reports;
using Infill.Imaging;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

/// <summary>The page's text for results of every kind.</summary>
public sealed class JobPageMakeTests
{
    private static readonly DateTimeOffset Ended = new(2024, 5, 6, 7, 8, 0, TimeSpan.Zero);

    [Fact]
    public void Make_DegradedOutput_ShowsWarningsAndProof()
    {
        string page = JobPage.Make(Result(Written("out.png")), Sight(written: 1), Ended);

        Assert.Contains("<title>Infill remove: degraded</title>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"degraded\">A &lt;seam&gt; shows.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<li>0 of 1,900 kept pixels changed", page, StringComparison.Ordinal);
        Assert.Contains("2024-05-06 07:08", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"before left, after right\"", page, StringComparison.Ordinal);
        Assert.Contains("What each stage decided", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_FailedBetweenWritten_PairsPicturesWithTheirOwnOutputs()
    {
        OutputRecord failed = new() { Path = "b.png", Seed = 2, Status = OutputStatus.Failed, Error = "disk & more" };

        string page = JobPage.Make(Result(Written("a.png"), failed, Written("c.png")), Sight(written: 2), Ended);

        string[] parts = page.Split("<h2>");
        Assert.Contains("class=\"compare\"", parts[1], StringComparison.Ordinal);
        Assert.Contains("a.png", parts[1], StringComparison.Ordinal);
        Assert.Contains("<p class=\"failed\">disk &amp; more</p>", parts[2], StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"compare\"", parts[2], StringComparison.Ordinal);
        Assert.Contains("c.png", parts[3], StringComparison.Ordinal);
        Assert.Contains("class=\"compare\"", parts[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Make_Verdict_ShowsFindingsAttemptsPassesAndHeat()
    {
        OutputRecord output = Written("out.png") with { Verdict = Verdict("<i>stopped</i>") };

        string page = JobPage.Make(Result(output), Sight(written: 1, doubts: true), Ended);

        Assert.Contains("<span class=\"status degraded\">degraded</span>: doubt 91.2%, degraded from 50% on", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"heat map: yellow a little, red most\" src=\"data:image/jpeg;base64,", page, StringComparison.Ordinal);
        Assert.Contains("<td>seam<td><span class=\"bar\"><i style=\"width:80%\"></i></span> 80%<td>3&#215;4 at (1, 2)", page, StringComparison.Ordinal);
        Assert.Contains("<tr class=\"kept\"><td>candidate 1 of 2", page, StringComparison.Ordinal);
        Assert.Contains("<td>No &lt;luck&gt;.<td>", page, StringComparison.Ordinal);
        Assert.Contains("Refinement, after the fill: &lt;i&gt;stopped&lt;/i&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<tr class=\"kept\"><td>edge<td>border 5&#215;6 at (7, 8)<td>patch<td>9", page, StringComparison.Ordinal);
        Assert.Contains("<td>left out: It needs &#39;x&#39;.", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("<table>").Length, page.Split("</table>").Length);
    }

    [Fact]
    public void Make_NothingJudged_ShowsNoVerdict()
    {
        string page = JobPage.Make(Result(Written("out.png")), Sight(written: 1), Ended);

        Assert.DoesNotContain("The gate says", page, StringComparison.Ordinal);
        Assert.DoesNotContain("heat map", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<table>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_StrangeStatus_BecomesNoClass()
    {
        OutputRecord output = Written("out.png") with { Verdict = Verdict("x") with { Status = "a\"b" } };

        Assert.Contains("<span class=\"status failed\">a&quot;b</span>", JobPage.Make(Result(output), Sight(written: 1), Ended), StringComparison.Ordinal);
    }

    [Fact]
    public void Make_Script_IsTheOneThatTheHashLetsIn()
    {
        string page = JobPage.Make(Result(Written("out.png")), Sight(written: 1), Ended);

        string script = page.Split("<script>")[1].Split("</script>")[0];
        string hash = Convert.ToBase64String(Convert.FromHexString(Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(script))));
        Assert.Contains($"script-src 'sha256-{hash}'", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<script>").Length);
    }

    private static VerdictRecord Verdict(string stopped) => new()
    {
        Status = "degraded",
        Probability = 0.912,
        Limit = 0.5,
        Findings = [new DetectorRecord("text", 0.1, null), new DetectorRecord("seam", 0.8, new AreaRecord(1, 2, 3, 4))],
        Reasons = ["a seam shows"],
        Models = [],
        Attempts =
        [
            new TraceAttempt { Reason = "candidate 1 of 2", Engine = "patch", Seed = 1, Blend = Infill.Tiles.BlendMethod.Auto, Probability = 0.9, IsKept = true },
            new TraceAttempt { Reason = "candidate 2 of 2", Engine = "patch", Seed = 2, Blend = Infill.Tiles.BlendMethod.Auto, Error = "No <luck>." },
        ],
        Refinement = new TraceRefinement(true,
        [
            new TracePass { Name = "edge", Region = "border", Place = new PixelRect(7, 8, 5, 6), Engine = "patch", Seed = 9, ProbabilityBefore = 0.9, ProbabilityAfter = 0.4, IsKept = true },
            new TracePass { Name = "late", Region = "whole", Engine = "patch", Skipped = "It needs 'x'." },
        ], stopped),
    };

    private static JobSight Sight(int written, bool doubts = false)
    {
        var sight = new JobSight(new JobArguments { Workflow = "remove", Source = new SourceArguments { Image = "photo.png" } });
        Image image = TestPictures.Noise(new PixelSize(50, 40), new PixelFormat(ColorModel.Rgb, HasAlpha: false, BitDepth: 8));
        Mask mask = TestMasks.Disc(50, 40, 5);
        var request = new InpaintRequest { Image = image, Mask = mask, Engine = "smooth" };
        sight.Hooks.Built!(request);
        InpaintResult result = new Inpainter(Infill.Engines.BuiltInEngines.CreateCatalog())
            .Run(request, null, TestContext.Current.CancellationToken);
        for (int i = 0; i < written; i++)
        {
            sight.Look(result.Trace);
            if (doubts)
            {
                sight.Hooks.Judged!(result.Image, new Infill.Quality.Gate().Judge(image, result.Image, mask) with { Heat = mask });
            }

            sight.Hooks.Written!(request, result.Image);
        }

        return sight;
    }

    private static OutputRecord Written(string path) => new()
    {
        Path = path,
        Seed = 1,
        Status = OutputStatus.Degraded,
        Proof = new KeepProof(1900, 0, 0),
        Warnings = ["A <seam> shows."],
        Seconds = 1.5,
    };

    private static ResultRecord Result(params OutputRecord[] outputs) => new()
    {
        Command = "remove",
        Version = "1.2.3+abc",
        Status = ResultStatus.Degraded,
        Engine = "smooth",
        Input = new InputRecord { Path = "photo.png", Width = 50, Height = 40, Pixels = "8-bit RGB", PixelSha256 = new string('0', 64) },
        Mask = MaskRecord.Of(TestMasks.Disc(50, 40, 5)),
        Outputs = outputs,
        Warnings = [],
    };
}
