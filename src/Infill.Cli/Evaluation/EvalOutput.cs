using Infill.Evaluation.Statistics;

namespace Infill.Cli.Evaluation;

/// <summary>What <c>infill eval --json</c> prints; the whole evaluation lies in eval.json.</summary>
internal sealed record EvalOutput
{
    /// <summary>Kind of this record: always "eval".</summary>
    public string Record { get; init; } = "eval";

    /// <summary>True if every case was run.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Path of eval.json.</summary>
    public required string File { get; init; }

    /// <summary>Path of eval.csv.</summary>
    public required string Table { get; init; }

    /// <summary>Path of report.html.</summary>
    public required string Page { get; init; }

    /// <summary>Cases that were run.</summary>
    public required int Cases { get; init; }

    /// <summary>Fills that succeeded.</summary>
    public required int Fills { get; init; }

    /// <summary>Fills that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Why cases were not run.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>Means of every metric for every engine.</summary>
    public required IReadOnlyList<EvalMean> Means { get; init; }

    /// <summary>The record of an evaluation.</summary>
    public static EvalOutput Of(EvalSummary summary, EvalFolder folder) => new()
    {
        IsComplete = summary.Record.IsComplete,
        File = folder.RecordPath,
        Table = folder.TablePath,
        Page = folder.PagePath,
        Cases = summary.Cases.Count(),
        Fills = summary.Record.Results.Count(r => r.Error is null),
        Failed = summary.Record.Results.Count(r => r.Error is not null),
        Skipped = [.. summary.Record.Cases.Select(c => c.Skipped).OfType<string>()],
        Means =
        [
            .. from metric in summary.Metrics
               from engine in summary.Record.Engines
               let mean = summary.Mean(metric, engine.Name)
               where mean is not null
               select new EvalMean(metric.Key, engine.Name, mean.Mean, mean.IsKnown ? [mean.Low, mean.High] : null, mean.Count),
        ],
    };
}
