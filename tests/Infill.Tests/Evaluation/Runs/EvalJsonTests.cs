using Infill.Evaluation.Metrics;
using Infill.Evaluation.Runs;

namespace Infill.Tests.Evaluation.Runs;

/// <summary>What is written is read again, and nothing else is taken for an evaluation.</summary>
public sealed class EvalJsonTests
{
    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        EvalRecord record = EvalScenes.Map(
            EvalScenes.Record(3, ["a", "b"], [1, 7], (i, _, seed) => i / 3.0 * seed),
            r => r.Case == "c1" ? r with { Scores = new FillScores { Psnr = double.PositiveInfinity }, Warnings = ["Look."], Sha256 = "00" }
                : r.Case == "c2" ? r with { Scores = null, Keep = null, Confidence = null, Error = "It <failed>." } : r);
        record = record with { Cases = [.. record.Cases, new EvalCaseFacts { Name = "lost", Photo = "x", Skipped = "not there" }] };

        EvalRecord again = EvalJson.Read(EvalJson.Write(record));

        Assert.Equal(EvalJson.Write(record), EvalJson.Write(again));
        Assert.Equal(record.Cases, again.Cases);
        Assert.Equal(record.Engines, again.Engines);
        Assert.Equal(record.Results.Select(r => r with { Warnings = [] }), again.Results.Select(r => r with { Warnings = [] }));
        Assert.Equal(double.PositiveInfinity, again.Results.First(r => r.Case == "c1").Scores!.Psnr);
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("{", "line 1")]
    [InlineData("[]", "line 1")]
    [InlineData("""{"schema":1,"engines":3}""", "engines")]
    public void Read_AnythingElse_SaysWhere(string json, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => EvalJson.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_NewerForm_AsksForAnUpdate()
    {
        string json = EvalJson.Write(EvalScenes.Record(1, ["a"], [1], (_, _, _) => 1) with { Schema = 2 });

        Assert.Contains("Update Infill", Assert.Throws<InvalidDataException>(() => EvalJson.Read(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.9, 0, false)]
    [InlineData(0.49, 0, true)]
    [InlineData(0.9, 1, true)]
    public void IsDoubted_WarningOrLowConfidence_IsTheEnginesOwnWord(double confidence, int warnings, bool expected)
    {
        EvalResult result = EvalScenes.Result(0, "a", 1, 1) with { Confidence = new FillConfidence(confidence, 0), Warnings = [.. Enumerable.Repeat("Look.", warnings)] };

        Assert.Equal(expected, result.IsDoubted());
        Assert.False((result with { Confidence = null, Warnings = [] }).IsDoubted());
    }
}
