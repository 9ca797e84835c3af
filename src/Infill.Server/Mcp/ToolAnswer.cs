using System.ComponentModel;
using Infill.Imaging;
using Infill.Server.Api;

namespace Infill.Server.Mcp;

/// <summary>The structured answer of every tool; what does not belong to a tool is absent.</summary>
internal sealed record ToolAnswer
{
    [Description("completed, degraded (done, with warnings), blocked, needs_approval, failed, running or cancelled.")]
    public required AnswerStatus Status { get; init; }

    [Description("Why it is not simply completed.")]
    public string? Reason { get; init; }

    [Description("What to do next.")]
    public string? NextStep { get; init; }

    [Description("Handle of a picture, for further calls; kept until expires.")]
    public string? Image { get; init; }

    [Description("Handle of a mask, for further calls; kept until expires.")]
    public string? Mask { get; init; }

    [Description("Id of the job that ran.")]
    public string? Job { get; init; }

    [Description("Columns of the picture.")]
    public int? Width { get; init; }

    [Description("Rows of the picture.")]
    public int? Height { get; init; }

    [Description("Format of the picture's file.")]
    public FileFormat? Format { get; init; }

    [Description("Until when the handle is known; load the picture again afterwards.")]
    public DateTimeOffset? Expires { get; init; }

    [Description("What a mask fills, or where two pictures differ.")]
    public MaskFactsRecord? Area { get; init; }

    [Description("Regions that an edit would fill.")]
    public IReadOnlyList<PlanRegionRecord>? Regions { get; init; }

    [Description("Seconds that an edit took, or is estimated to take.")]
    public double? Seconds { get; init; }

    [Description("SHA-256 over the result's size, format and samples.")]
    public string? PixelSha256 { get; init; }

    [Description("Path of the file that was written.")]
    public string? Path { get; init; }

    [Description("The engines of this server.")]
    public IReadOnlyList<EngineRecord>? Engines { get; init; }

    [Description("What someone should know.")]
    public IReadOnlyList<string>? Warnings { get; init; }
}
