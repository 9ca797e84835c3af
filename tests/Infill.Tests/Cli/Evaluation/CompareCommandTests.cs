using System.Text.Json.Nodes;
using Infill.Evaluation.Runs;
using Infill.Tests.Cli.Schemas;
using Infill.Tests.Cli.Support;
using Infill.Tests.Evaluation;

namespace Infill.Tests.Cli.Evaluation;

/// <summary>The gate as a process: its three answers.</summary>
public sealed class CompareCommandTests
{
    [Fact]
    public void Compare_IdenticalRuns_IsTheSameAnd0()
    {
        using CliFolder folder = Folder();

        CliRun run = folder.Run("eval", "compare", "before/eval.json", "before", "--fail-on", "worse", "--json");

        Assert.True(run.Code == 0, run.Error);
        JsonObject record = RecordAssert.Fits("evalCompare", run.Out);
        Assert.Equal("same", (string?)record["verdict"]);
        Assert.Equal(48, (int?)record["pairs"]);
    }

    [Fact]
    public void Compare_WorseRun_Is1OnlyIfAsked()
    {
        using CliFolder folder = Folder();

        CliRun gate = folder.Run("eval", "compare", "before", "after", "--fail-on", "worse", "--json");
        CliRun look = folder.Run("eval", "compare", "before", "after");

        Assert.Equal(1, gate.Code);
        Assert.Equal("worse", (string?)RecordAssert.Fits("evalCompare", gate.Out)["verdict"]);
        Assert.Contains("'after' is worse than 'before' in b patch", gate.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", gate.LastError, StringComparison.Ordinal);
        Assert.Equal(0, look.Code);
        Assert.Matches(@"(?m)^b +patch .* worse$", look.Out);
        Assert.Matches(@"(?m)^a +patch .* same$", look.Out);
    }

    [Fact]
    public void Compare_OtherWay_IsBetterAnd0()
    {
        using CliFolder folder = Folder();

        CliRun run = folder.Run("eval", "compare", "after", "before", "--fail-on", "worse", "--metric", "patch", "--engine", "b", "--confidence", "95");

        Assert.Equal(0, run.Code);
        Assert.Contains("intervals at 95 %: better", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, run.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Compare_RunsThatDoNotPair_Is2UntilCommonIsEnough()
    {
        using CliFolder folder = Folder();
        Save(folder, "short/eval.json", Record(0) with { Cases = [.. Record(0).Cases.Skip(9)], Results = [.. Record(0).Results.Where(r => r.Case is "c9" or "c10" or "c11")] });

        CliRun refused = folder.Run("eval", "compare", "before", "short");
        CliRun common = folder.Run("eval", "compare", "before", "short", "--common");

        Assert.Equal(2, refused.Code);
        Assert.Contains("do not pair", refused.FirstError, StringComparison.Ordinal);
        Assert.Contains("… and 4 more.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--common", refused.LastError, StringComparison.Ordinal);
        Assert.Equal(0, common.Code);
        Assert.Contains("Not compared: Case 'c0'", common.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "no evaluation 'none'", "none", "before")]
    [InlineData(1, "not an evaluation", "broken.json", "before")]
    [InlineData(2, "--metric is 'wat'", "before", "before", "--metric", "wat")]
    [InlineData(2, "--confidence is '100'", "before", "before", "--confidence", "100")]
    [InlineData(2, "--fail-on is 'same'", "before", "before", "--fail-on", "same")]
    [InlineData(2, "'x' is not in the earlier", "before", "before", "--engine", "x")]
    public void Compare_WrongUse_SaysWhatIsWrong(int code, string says, params string[] args)
    {
        using CliFolder folder = Folder();
        File.WriteAllText(folder["broken.json"], "{\"record\":");

        CliRun run = folder.Run(["eval", "compare", .. args]);

        Assert.Equal(code, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Try: ", run.LastError, StringComparison.Ordinal);
    }

    private static CliFolder Folder()
    {
        var folder = new CliFolder();
        Save(folder, "before/eval.json", Record(0));
        Save(folder, "after/eval.json", Record(0.3));
        return folder;
    }

    private static EvalRecord Record(double harm) => EvalScenes.Record(12, ["a", "b"], [1, 2], (i, engine, seed) => 1 + (i / 10.0) + (seed / 50.0) + (engine == "b" ? harm : 0));

    private static void Save(CliFolder folder, string name, EvalRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], EvalJson.Write(record));
    }
}
