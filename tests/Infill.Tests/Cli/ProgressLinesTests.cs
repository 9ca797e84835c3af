using System.Text.Json.Nodes;
using CsCheck;
using Infill.Cli;
using Infill.Cli.Reports;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Support;

namespace Infill.Tests.Cli;

/// <summary>What a program reads of a run, and how much of it.</summary>
public sealed class ProgressLinesTests
{
    [Fact]
    public void ProgressStage_Members_AreThePipelinesTheEndAndThePull() => Assert.Equal(
        Enum.GetNames<Stage>().Append("End").Append("Pull"), Enum.GetNames<ProgressStage>());

    // The rate counts over the whole run: a burst at its start, then ten a second.
    [Fact]
    public void Report_AnyPauses_WritesNoMoreThanBurstAndRate() => Gen.Double[0, 0.4].Array[0, 300].Sample(pauses =>
    {
        var (time, text) = (new SetTime(), new StringWriter());
        ProgressSink sink = new ProgressLines(text, time).Follow("a.png", 1);
        foreach (double pause in pauses)
        {
            time.Pass(pause);
            sink.Report(At(Stage.Fill, 0.5));
        }

        double allowed = LineBudget.Burst + (pauses.Sum() * LineBudget.PerSecond);
        Assert.InRange(Lines(text).Length, Math.Min(pauses.Length, LineBudget.Burst), Math.Ceiling(allowed));
    });

    [Fact]
    public void Report_FewSteps_WritesEveryOne()
    {
        var text = new StringWriter();
        ProgressSink sink = new ProgressLines(text, new SetTime()).Follow("a.png", 1);

        for (int step = 1; step <= LineBudget.Burst; step++)
        {
            sink.Report(new StageProgress(Stage.Fill, 1, 1, step, 40, step / 40.0));
        }

        Assert.Equal(Enumerable.Range(1, LineBudget.Burst), Lines(text).Select(line => (int)line["step"]!));
    }

    [Fact]
    public void SecondsLeft_SteadyPace_IsWhatIsReallyLeft() => Gen.Select(Gen.Double[0.5, 100], Gen.Double[0, 0.3], Gen.Double[0, 9]).Sample((seconds, begins, before) =>
    {
        var time = new SetTime();
        var pace = new ProgressPace(time);

        // Whatever reading and starting up took must not count.
        pace.SecondsLeft(At(Stage.Validate, 0), 0);
        time.Pass(before);
        Assert.Null(pace.SecondsLeft(At(Stage.Fill, begins), begins));
        for (int i = 1; i <= 20; i++)
        {
            double fraction = begins + ((1 - begins) * i / 20);
            time.Pass(seconds / 20);
            double? left = pace.SecondsLeft(At(Stage.Fill, fraction), fraction);
            Assert.Equal(fraction - begins < 0.05 ? null : seconds * (20 - i) / 20, left, new NearSeconds());
        }
    });

    [Fact]
    public void Follow_SeveralFills_FractionsAreOfTheWholeJob()
    {
        var (time, text) = (new SetTime(), new StringWriter());
        ProgressSink sink = new ProgressLines(text, time).Follow("a.png", 4);

        sink.Begin(3);
        sink.Report(At(Stage.Blend, 0.5));

        JsonObject line = Assert.Single(Lines(text));
        Assert.Equal((3, 4, 0.625, "blend", "a.png"), ((int)line["fill"]!, (int)line["fills"]!, (double)line["fraction"]!, (string)line["stage"]!, (string)line["job"]!));
    }

    [Theory]
    [InlineData(0, "done")]
    [InlineData(1, "failed")]
    [InlineData(2, "failed")]
    [InlineData(3, "partial")]
    [InlineData(4, "degraded")]
    [InlineData(7, "failed")]
    [InlineData(130, "interrupted")]
    public void End_AfterAFlood_IsStillWritten(int code, string status)
    {
        var text = new StringWriter();
        var lines = new ProgressLines(text, new SetTime());
        ProgressSink sink = lines.Follow("a.png", 1);
        for (int i = 0; i < 100; i++)
        {
            sink.Report(At(Stage.Fill, i / 100.0));
        }

        lines.End((ExitCode)code);

        JsonObject last = Lines(text)[^1];
        Assert.Equal(("end", status, code), ((string)last["stage"]!, (string)last["status"]!, (int)last["exitCode"]!));
        Assert.False(last.ContainsKey("job"));
    }

    [Fact]
    public void Report_ManyJobsAtOnce_EveryLineIsWhole()
    {
        var text = new StringWriter();
        var lines = new ProgressLines(TextWriter.Synchronized(text), new SetTime());

        Parallel.For(0, 50, job => lines.Follow($"{job}.png", 1).Report(At(Stage.Plan, 0.02)));

        Assert.Equal(LineBudget.Burst, Lines(text).Select(line => (string)line["job"]!).Distinct().Count());
    }

    private static StageProgress At(Stage stage, double fraction) => new(stage, 1, 1, 0, 0, fraction);

    private static JsonObject[] Lines(StringWriter text) =>
        [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => RecordAssert.Fits("progress", line))];

    private sealed class NearSeconds : IEqualityComparer<double?>
    {
        public bool Equals(double? x, double? y) => x is null || y is null ? x == y : Math.Abs(x.Value - y.Value) <= 0.051;

        public int GetHashCode(double? seconds) => 0;
    }
}
