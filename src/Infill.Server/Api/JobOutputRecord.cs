using System.ComponentModel;
using Infill.Imaging;
using Infill.Server.Jobs;

namespace Infill.Server.Api;

/// <summary>One result of a job.</summary>
internal sealed record JobOutputRecord
{
    [Description("Where the file is: GET it, parts by Range too.")]
    public required string Url { get; init; }

    [Description("SHA-256 of the file.")]
    public required string Sha256 { get; init; }

    [Description("SHA-256 over size, format and samples: equal for equal pixels, whatever file or way they came.")]
    public required string PixelSha256 { get; init; }

    [Description("Format of the file.")]
    public required FileFormat Format { get; init; }

    [Description("Length of the file.")]
    public required long Bytes { get; init; }

    [Description("Columns.")]
    public required int Width { get; init; }

    [Description("Rows.")]
    public required int Height { get; init; }

    [Description("Seed of this fill.")]
    public required int Seed { get; init; }

    [Description("Pixels that the mask keeps, and how many of them changed: always 0, else the job fails.")]
    public required KeepProof Proof { get; init; }

    [Description("What someone should know of this fill.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    [Description("completed, or degraded: the gate doubts the fill, or the run warned.")]
    public required string Status { get; init; }

    [Description("What the quality gate says, or the workflow of its own result; absent if the gate was turned off, or nothing was filled.")]
    public VerdictRecord? Verdict { get; init; }

    [Description("Where the heat map is, a PNG with what is wrong in yellow to red; absent unless output.heat_map was asked for.")]
    public string? HeatMap { get; init; }

    /// <summary>The record of an output.</summary>
    public static JobOutputRecord Of(JobOutput output) => new()
    {
        Url = $"/v1/results/{output.Sha256}",
        Sha256 = output.Sha256,
        PixelSha256 = output.PixelSha256,
        Format = output.Format,
        Bytes = output.Bytes,
        Width = output.Size.Width,
        Height = output.Size.Height,
        Seed = output.Seed,
        Proof = output.Proof,
        Warnings = output.Warnings,
        Status = output.IsDegraded ? "degraded" : "completed",
        Verdict = VerdictRecord.Of(output.Verdict),
        HeatMap = output.HeatMap is string heat ? $"/v1/results/{heat}" : null,
    };
}
