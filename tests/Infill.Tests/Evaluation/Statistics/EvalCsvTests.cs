using Infill.Evaluation.Runs;
using Infill.Evaluation.Statistics;

namespace Infill.Tests.Evaluation.Statistics;

/// <summary>The table is read by programs that know nothing of us.</summary>
public sealed class EvalCsvTests
{
    [Fact]
    public void Write_EveryFill_IsALineOfTheSameColumns()
    {
        EvalRecord record = EvalScenes.Record(2, ["a", "b"], [1, 2], (i, _, seed) => i + (seed / 3.0));

        string[] lines = EvalCsv.Write(record).TrimEnd('\n').Split('\n');

        Assert.Equal(1 + 8, lines.Length);
        string[] heads = lines[0].Split(',');
        Assert.All(lines, line => Assert.Equal(heads.Length, line.Split(',').Length));
        Assert.Equal(["case", "engine", "seed"], heads.Where(h => h is "case" or "engine" or "seed"));
        Assert.Equal("c1,a,2", string.Join(',', Pick(heads, lines[6], "case", "engine", "seed")));
        Assert.Equal((1 + (2 / 3.0)).ToString("R", System.Globalization.CultureInfo.InvariantCulture), Pick(heads, lines[6], "patch")[0]);
        Assert.Equal("", Pick(heads, lines[6], "patchRing")[0]);
    }

    [Fact]
    public void Write_OddTexts_AreQuotedAndHarmless()
    {
        EvalRecord record = EvalScenes.Map(EvalScenes.Record(1, ["a"], [1], (_, _, _) => 1), r => r with { Error = "=cmd(\"x\"),\nboom", Scores = null });

        string text = EvalCsv.Write(record);

        Assert.Contains(",\"'=cmd(\"\"x\"\"),\nboom\",", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NegativeNumbers_StayNumbers()
    {
        EvalRecord record = EvalScenes.Map(EvalScenes.Record(1, ["a"], [1], (_, _, _) => 1), r => r with { Seconds = -0.5 });

        Assert.Contains(",-0.5,", EvalCsv.Write(record), StringComparison.Ordinal);
    }

    private static string[] Pick(string[] heads, string line, params string[] names) => [.. names.Select(name => line.Split(',')[Array.IndexOf(heads, name)])];
}
