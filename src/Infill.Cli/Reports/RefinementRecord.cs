using Infill.Cli.Jobs;
using Infill.Quality.Refining;

namespace Infill.Cli.Reports;

/// <summary>What <c>--explain --json</c> prints for each input: how it would be refined.</summary>
internal sealed record RefinementRecord
{
    /// <summary>Kind of this record: always "refinement".</summary>
    public string Record { get; init; } = "refinement";

    /// <summary>The command or workflow.</summary>
    public required string Command { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Engine that fills first, and in passes that name no other.</summary>
    public required string Engine { get; init; }

    /// <summary>The picture, with new borders for <c>extend</c>.</summary>
    public required InputRecord Input { get; init; }

    /// <summary>The mask as given, before it is grown.</summary>
    public required MaskRecord Mask { get; init; }

    /// <summary>Estimated seconds of the fill before the first pass; absent if the picture is taken as it stands, or the engine cannot tell.</summary>
    public double? FirstSeconds { get; init; }

    /// <summary>The passes in the order of work.</summary>
    public required IReadOnlyList<RefinementPassRecord> Passes { get; init; }

    /// <summary>Estimated seconds if every pass is run; right within a factor of two or three. Absent if an engine cannot tell.</summary>
    public double? Seconds { get; init; }

    /// <summary>The plan as a file for <c>--plan</c> holds it.</summary>
    public required RefinementPlan Plan { get; init; }

    /// <summary>The record of a forecast.</summary>
    public static RefinementRecord Of(JobArguments job, InpaintRequest request, RefinementForecast forecast) => new()
    {
        Command = job.Workflow,
        Version = ProgramVersion.Text,
        Engine = request.Engine,
        Input = InputRecord.Of(job.Source.Image, request.Image),
        Mask = MaskRecord.Of(request.Mask),
        FirstSeconds = Rounded(forecast.First?.Seconds),
        Passes = [.. forecast.Passes.Select(RefinementPassRecord.Of)],
        Seconds = Rounded(forecast.Seconds),
        Plan = job.Gate.Plan!,
    };

    private static double? Rounded(double? seconds) => seconds is double known ? Math.Round(known, 2) : null;
}
