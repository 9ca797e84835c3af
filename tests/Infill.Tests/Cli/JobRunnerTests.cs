using Infill.Cli;
using Infill.Cli.Commands;
using Infill.Cli.Jobs;
using Infill.Cli.Reports;
using Infill.Engines;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class JobRunnerTests
{
    [Theory]
    [InlineData(1, 1, "Done", 0)]
    [InlineData(MoodyEngine.Warns, 1, "Degraded", 4)]
    [InlineData(MoodyEngine.Fails - 1, 2, "Partial", 3)]
    [InlineData(MoodyEngine.Fails, 2, "Partial", 3)]
    [InlineData(MoodyEngine.Warns, 3, "Degraded", 4)]
    public void Run_SomeSeeds_GiveTheStatus(int seed, int count, string status, int strict)
    {
        using var folder = new CliFolder();

        ResultRecord result = Run(folder, seed, count);

        Assert.Equal(status, result.Status.ToString());
        Assert.Equal(strict, (int)ResultReport.ToExitCode(result, strict: true));
        Assert.Equal(strict == 4 ? 0 : strict, (int)ResultReport.ToExitCode(result, strict: false));
        Assert.All(result.Outputs, output => Assert.Equal(output.Status != OutputStatus.Failed, File.Exists(output.Path)));
    }

    [Fact]
    public void Run_SingleOutputFails_Throws()
    {
        using var folder = new CliFolder();

        Assert.Throws<EngineException>(() => Run(folder, MoodyEngine.Fails, 1));

        Assert.False(folder.Has("out.png"));
    }

    [Fact]
    public void Run_FailedOutput_CarriesTheReasonAndNothingElse()
    {
        using var folder = new CliFolder();

        OutputRecord failed = Run(folder, MoodyEngine.Fails, 2).Outputs[0];

        Assert.Equal(
            new OutputRecord { Path = folder["out-1.png"], Seed = MoodyEngine.Fails, Status = OutputStatus.Failed, Error = "Thirteen is unlucky." },
            failed with { Warnings = failed.Warnings });
    }

    [Fact]
    public void Run_Cancelled_ThrowsAndWritesNothing()
    {
        using var folder = new CliFolder();
        JobArguments job = Job(folder, 1, 2);

        Assert.ThrowsAny<OperationCanceledException>(() => new JobRunner(MoodyEngine.Catalog(), TimeProvider.System)
            .Run(job, OutputPlan.Make(job), null, new CancellationToken(canceled: true)));

        Assert.Equal(["mask.png", "photo.png"], folder.Names());
    }

    [Fact]
    public void Run_TwoFills_ReportProgressOfBoth()
    {
        using var folder = new CliFolder();
        JobArguments job = Job(folder, 1, 2);
        var seen = new List<(int Fill, Stage Stage)>();

        new JobRunner(MoodyEngine.Catalog(), TimeProvider.System).Run(
            job, OutputPlan.Make(job), new ProgressSink((fill, step) => seen.Add((fill, step.Stage))), CancellationToken.None);

        Assert.Contains((1, Stage.Fill), seen);
        Assert.Contains((2, Stage.Fill), seen);
        Assert.Equal(seen.OrderBy(s => s.Fill), seen);
    }

    [Fact]
    public void RequireRunnable_ReplaceWithATextEngine_Passes()
    {
        using var folder = new CliFolder();
        JobArguments job = Job(folder, 1, 1) with { Workflow = "replace" };
        job = job with { Fill = job.Fill with { Prompt = "a bench" } };

        Assert.Null(Record.Exception(() => JobChecks.RequireRunnable(job, MoodyEngine.Catalog())));
    }

    [Fact]
    public void RequireRunnable_ReplaceWithoutPrompt_AsksForOne()
    {
        using var folder = new CliFolder();

        CliException refusal = Assert.Throws<CliException>(
            () => JobChecks.RequireRunnable(Job(folder, 1, 1) with { Workflow = "replace" }, MoodyEngine.Catalog()));

        Assert.Equal(ExitCode.WrongUse, refusal.Code);
        Assert.Contains("--prompt", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Removed 1 region (48 px, 2.5 %) with moody")]
    [InlineData(true, "")]
    public void Write_Result_SpeaksUnlessQuiet(bool quiet, string says)
    {
        using var folder = new CliFolder();
        var output = new StringWriter();
        var error = new StringWriter();

        ResultReport.Write(Run(folder, 1, 1), new Voice(output, error, new TalkArguments { Quiet = quiet }));

        Assert.StartsWith(says, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(quiet, error.ToString().Length == 0);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void Write_FailedOutput_IsSaidEvenWhenQuiet()
    {
        using var folder = new CliFolder();
        var error = new StringWriter();

        ResultReport.Write(Run(folder, MoodyEngine.Fails, 2), new Voice(TextWriter.Null, error, new TalkArguments { Quiet = true }));

        Assert.StartsWith($"infill: {folder["out-1.png"]} failed: Thirteen is unlucky.", error.ToString(), StringComparison.Ordinal);
    }

    private static ResultRecord Run(CliFolder folder, int seed, int count)
    {
        JobArguments job = Job(folder, seed, count);
        JobChecks.RequireRunnable(job, MoodyEngine.Catalog());
        return new JobRunner(MoodyEngine.Catalog(), TimeProvider.System).Run(job, OutputPlan.Make(job), null, CancellationToken.None);
    }

    private static JobArguments Job(CliFolder folder, int seed, int count) => new()
    {
        Workflow = "remove",
        Source = new SourceArguments { Image = folder["photo.png"], Mask = folder["mask.png"] },
        Fill = new FillArguments { Engine = "moody", Seed = seed },
        Output = new OutputArguments { Path = folder["out.png"], Count = count },
    };
}
