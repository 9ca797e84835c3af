using System.ComponentModel;
using Infill.Server.Running;

namespace Infill.Server.Api;

/// <summary>Where a run stands.</summary>
internal sealed record ProgressRecord
{
    [Description("Stage at work.")]
    public required Stage Stage { get; init; }

    [Description("Region at work, from 1; 0 before the plan is known.")]
    public required int Region { get; init; }

    [Description("Regions in all.")]
    public required int Regions { get; init; }

    [Description("Engine step, 0 outside the fill.")]
    public required int Step { get; init; }

    [Description("Engine steps in all.")]
    public required int Steps { get; init; }

    [Description("Result at work, from 1.")]
    public required int Output { get; init; }

    [Description("Share of this result that is done, 0…1.")]
    public required double Fraction { get; init; }

    /// <summary>The record of news with progress.</summary>
    public static ProgressRecord Of(JobNews news) => new()
    {
        Stage = news.Progress!.Value.Stage,
        Region = news.Progress.Value.Region,
        Regions = news.Progress.Value.Regions,
        Step = news.Progress.Value.Step,
        Steps = news.Progress.Value.Steps,
        Output = news.Output,
        Fraction = Math.Round(news.Progress.Value.Fraction, 4),
    };
}
