using Infill.Cli;
using Infill.Cli.Jobs;
using Infill.Tests.Cli.Support;

namespace Infill.Tests.Cli;

public sealed class OutputPlanTests
{
    [Fact]
    public void Make_OneOutput_KeepsTheName()
    {
        using var folder = new CliFolder();

        OutputTarget target = Assert.Single(OutputPlan.Make(Job(folder, "out.png", count: 1, seed: 5)).Targets);

        Assert.Equal(new OutputTarget(folder["out.png"], 5, null), target);
    }

    [Fact]
    public void Make_ThreeOutputs_NumbersNamesSeedsAndTraces()
    {
        using var folder = new CliFolder();
        JobArguments job = Job(folder, "my.out.png", count: 3, seed: 5);
        job = job with { Output = job.Output with { TraceFolder = folder["trace"] + "/" } };

        Assert.Equal(
            [1, 2, 3],
            OutputPlan.Make(job).Targets.Select((t, i) => t == new OutputTarget(folder[$"my.out-{i + 1}.png"], 5 + i, folder[$"trace-{i + 1}"]) ? i + 1 : -1));
    }

    [Fact]
    public void Make_OneOfSeveralExists_IsRefusedAtOnce()
    {
        using var folder = new CliFolder();
        File.WriteAllText(folder["out-2.png"], "mine");

        CliException refusal = Assert.Throws<CliException>(() => OutputPlan.Make(Job(folder, "out.png", count: 2, seed: 1)));

        Assert.Contains("out-2.png", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_SeedsBeyondTheLargest_AreRefused()
    {
        using var folder = new CliFolder();

        CliException refusal = Assert.Throws<CliException>(() => OutputPlan.Make(Job(folder, "out.png", count: 2, seed: int.MaxValue)));

        Assert.Equal(ExitCode.WrongUse, refusal.Code);
        Assert.Contains("2147483647", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("/a/b-c_d.png", "/a/b-c_d.png")]
    [InlineData("my photo.jpg", "\"my photo.jpg\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("$(rm x)", "'$(rm x)'")]
    [InlineData("it's \"new\"", @"'it'\''s ""new""'")]
    [InlineData("", "\"\"")]
    public void Quote_AnyWord_CanBeTyped(string word, string expected) => Assert.Equal(expected, Shell.Quote(word));

    private static JobArguments Job(CliFolder folder, string output, int count, int seed) => new()
    {
        Workflow = "remove",
        Source = new SourceArguments { Image = folder["photo.png"], Mask = folder["mask.png"] },
        Fill = new FillArguments { Seed = seed },
        Output = new OutputArguments { Path = folder[output], Count = count },
    };
}
