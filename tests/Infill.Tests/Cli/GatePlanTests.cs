using Infill.Cli;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Imaging;
using Infill.Tests.Cli.Support;
using Infill.Tiles;

namespace Infill.Tests.Cli;

/// <summary>What the gate's options make of outputs and of the words about them.</summary>
public sealed class GatePlanTests
{
    private static readonly TraceFinding Seam = new("seam", 0.91, new PixelRect(1, 2, 3, 4));

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(4, null, 4)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 1, 4)]
    [InlineData(1, 3, 3)]
    [InlineData(4, 3, 6)]
    public void MostFills_AnyCountAndAttempts_IsTheirSumLessOne(int count, int? attempts, int most)
    {
        using var folder = new CliFolder();

        Assert.Equal(most, Job(folder, count, attempts).MostFills);
    }

    [Theory]
    [InlineData(1, null, "out.png")]
    [InlineData(2, null, "out-1.png", "out-2.png")]
    [InlineData(2, 1, "out.png")]
    [InlineData(9, 5, "out.png")]
    public void TargetsOf_AttemptsOrNot_AreOneOrAll(int count, int? attempts, params string[] names)
    {
        using var folder = new CliFolder();

        IReadOnlyList<OutputTarget> targets = OutputPlan.TargetsOf(Job(folder, count, attempts));

        Assert.Equal(names, targets.Select(t => Path.GetFileName(t.Path)));
        Assert.Equal(Enumerable.Range(7, names.Length), targets.Select(t => t.Seed));
    }

    [Theory]
    [InlineData(1, null, "heat.png")]
    [InlineData(3, null, "heat-1.png", "heat-2.png", "heat-3.png")]
    [InlineData(3, 2, "heat.png")]
    public void TargetsOf_HeatMap_IsNumberedAsTheOutputs(int count, int? attempts, params string[] names)
    {
        using var folder = new CliFolder();
        JobArguments job = Job(folder, count, attempts);
        job = job with { Gate = job.Gate with { HeatMap = folder["heat.png"] } };

        Assert.Equal(names, OutputPlan.TargetsOf(job).Select(t => Path.GetFileName(t.HeatMap)));
    }

    [Fact]
    public void Make_StandardOutputWithAttempts_TakesTheOnePicture()
    {
        using var folder = new CliFolder();
        JobArguments job = Job(folder, 4, 2);

        OutputPlan plan = OutputPlan.Make(job with { Output = job.Output with { Path = "-" } });

        Assert.Equal("-", Assert.Single(plan.Targets).Path);
    }

    [Fact]
    public void Make_HeatMapThatExists_IsRefused()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["heat.png"], "mine");
        JobArguments job = Job(folder, 1, null);

        CliException refusal = Assert.Throws<CliException>(() => OutputPlan.Make(job with { Gate = job.Gate with { HeatMap = folder["heat.png"] } }));

        Assert.Contains("heat.png", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Verdict_HoldsAllOfIt()
    {
        VerdictRecord record = VerdictRecord.Of(Verdict("degraded", ["a seam shows"], attempts: 2))!;

        Assert.Equal("degraded", record.Status);
        Assert.Equal((0.9, 0.5), (record.Probability, record.Limit));
        Assert.Equal(new DetectorRecord("seam", 0.91, new AreaRecord(1, 2, 3, 4)), Assert.Single(record.Findings));
        Assert.Equal(["a seam shows"], record.Reasons);
        Assert.Equal(2, record.Attempts.Count);
    }

    [Fact]
    public void Chooses_AttemptsGiven_IsTrue()
    {
        Assert.True(new GateArguments { Attempts = 1 }.Chooses);
        Assert.False(new GateArguments { TimeBudget = 3 }.Chooses);
        Assert.False(new GateArguments().IsOff);
    }

    [Fact]
    public void Of_NoVerdict_IsNone()
    {
        Assert.Null(VerdictRecord.Of(null));
        Assert.Null(AreaRecord.Of(null));
    }

    [Theory]
    [InlineData(0, "; completed → ", "degraded")]
    [InlineData(3, "; completed after 3 fills → ", "degraded")]
    public void Write_CompletedOutput_SaysSoInItsLine(int attempts, string part, string stranger)
    {
        string said = Say(Verdict("completed", [], attempts));

        Assert.Contains(part, said, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "degraded: a seam shows; a block stands twice")]
    [InlineData(4, "degraded after 4 fills: a seam shows; a block stands twice")]
    public void Write_DegradedOutput_SaysWhyInALineOfItsOwn(int attempts, string line)
    {
        string said = Say(Verdict("degraded", ["a seam shows", "a block stands twice"], attempts));

        Assert.Equal(line, said.TrimEnd().Split('\n')[^1].TrimEnd());
        Assert.DoesNotContain("completed", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OutputTooSmallToJudge_SaysNothingOfIt()
    {
        string said = Say(Verdict("completed", [], 0) with { Findings = [] });

        Assert.DoesNotContain("completed", said, StringComparison.Ordinal);
    }

    private static string Say(TraceVerdict verdict)
    {
        using var folder = new CliFolder();
        JobArguments job = Job(folder, 1, null);
        ResultRecord result = new JobRunner(MoodyEngine.Catalog(), TimeProvider.System).Run(job, OutputPlan.Make(job), null, CancellationToken.None);
        var error = new StringWriter();
        ResultRecord judged = result with { Outputs = [result.Outputs[0] with { Verdict = VerdictRecord.Of(verdict) }] };
        ResultReport.Write(judged, new Voice(TextWriter.Null, error, new TalkArguments()));
        return error.ToString();
    }

    private static TraceVerdict Verdict(string status, string[] reasons, int attempts) => new()
    {
        Status = status,
        Probability = 0.9,
        Limit = 0.5,
        Findings = [Seam],
        Reasons = reasons,
        Attempts = [.. Enumerable.Range(1, attempts).Select(k => new TraceAttempt
        {
            Reason = $"candidate {k}",
            Engine = "patch",
            Seed = k,
            Blend = BlendMethod.Auto,
            Probability = 0.9,
        })],
    };

    private static JobArguments Job(CliFolder folder, int count, int? attempts) => new()
    {
        Workflow = "remove",
        Source = new SourceArguments { Image = folder["photo.png"], Mask = folder["mask.png"] },
        Fill = new FillArguments { Engine = "moody", Seed = 7 },
        Gate = new GateArguments { Attempts = attempts },
        Output = new OutputArguments { Path = folder["out.png"], Count = count },
    };
}
