using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Running;

namespace Infill.Server.Tests.Running;

/// <summary>What people are told of an end.</summary>
public sealed class JobAdviceTests
{
    [Fact]
    public void Reason_OfSeveralOutputs_NamesEachDoubtOnceAndNoNotesOfGoodOnes()
    {
        Job job = End(JobState.Degraded, Output(["a seam shows at 3×4 at (1, 2)"], isDegraded: true), Output(["a seam shows at 3×4 at (1, 2)"], isDegraded: true), Output([], isDegraded: false) with { Warnings = ["a note"] });

        Assert.Equal("The quality gate doubts the fill: a seam shows at 3×4 at (1, 2).", JobAdvice.Reason(job));
        Assert.Contains("attempts: 3", JobAdvice.NextStep(job), StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_OfAWarningAlone_IsTheWarning()
    {
        Job job = End(JobState.Degraded, Output([], isDegraded: true) with { Warnings = ["The mask is faint."] });

        Assert.Equal("The mask is faint.", JobAdvice.Reason(job));
        Assert.Contains("warnings", JobAdvice.NextStep(job), StringComparison.Ordinal);
    }

    [Fact]
    public void NextStep_AfterAttempts_DoesNotAskForThemAgain()
    {
        Job job = End(JobState.Degraded, Output(["the fill is flat at 3×4 at (1, 2)"], isDegraded: true));
        job = job with { Spec = job.Spec with { Gate = new GateSpec { Attempts = 3 } } };

        Assert.Contains("best of all attempts", JobAdvice.NextStep(job), StringComparison.Ordinal);
    }

    [Fact]
    public void NextStep_AfterAPlan_DoesNotAskForItAgain()
    {
        Job job = End(JobState.Degraded, Output(["the fill is flat at 3×4 at (1, 2)"], isDegraded: true));
        job = job with { Spec = job.Spec with { Gate = new GateSpec { Plan = Infill.Quality.Refining.DefaultRefinement.For("fill") } } };

        Assert.Contains("no pass of the plan made it better", JobAdvice.NextStep(job), StringComparison.Ordinal);
    }

    [Fact]
    public void ReasonAndNextStep_OfASwappedBackground_SpeakOfTheProduct()
    {
        Job job = End(JobState.Degraded, Output(["the product's silhouette changed"], isDegraded: true));
        job = job with { Spec = job.Spec with { Workflow = JobWorkflow.SwapBackground, Swap = new SwapSpec() } };

        Assert.Equal("The check of the product doubts the result: the product's silhouette changed.", JobAdvice.Reason(job));
        Assert.Contains("closer to the edge", JobAdvice.NextStep(job), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(JobState.Succeeded), false, false)]
    [InlineData(nameof(JobState.Running), false, false)]
    [InlineData(nameof(JobState.Failed), true, true)]
    [InlineData(nameof(JobState.Blocked), true, true)]
    [InlineData(nameof(JobState.Cancelled), true, true)]
    [InlineData(nameof(JobState.Expired), true, true)]
    public void ReasonAndNextStep_OfAnyEnd_AreThereWhereTheyHelp(string word, bool hasReason, bool hasNext)
    {
        JobState state = Enum.Parse<JobState>(word);
        Job job = End(state) with { };
        job = job with { Result = hasReason ? new JobResult { State = state, Problem = new JobProblem("code", "The reason.") } : job.Result };

        Assert.Equal(hasReason ? "The reason." : null, JobAdvice.Reason(job));
        Assert.Equal(hasNext, JobAdvice.NextStep(job) is not null);
    }

    private static Job End(JobState state, params JobOutput[] outputs) => new()
    {
        Id = RandomId.Next(),
        Owner = "alice",
        Spec = new JobSpec { Workflow = JobWorkflow.Fill, Image = "" },
        State = state,
        Times = new JobTimes(DateTimeOffset.UnixEpoch, null, null, null),
        Result = new JobResult { State = state, Outputs = outputs },
    };

    private static JobOutput Output(string[] doubts, bool isDegraded) => new()
    {
        Sha256 = "",
        PixelSha256 = "",
        Format = FileFormat.Png,
        Bytes = 1,
        Size = new PixelSize(1, 1),
        Seed = 1,
        Proof = default!,
        IsDegraded = isDegraded,
        Verdict = new TraceVerdict { Status = "degraded", Probability = 0.9, Limit = 0.5, Findings = [], Reasons = doubts },
    };
}
