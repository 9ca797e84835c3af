using Infill.Cli.Batch;
using Infill.Cli.Reports;
using Infill.Imaging;
using Infill.Masks;
using Infill.Quality;

namespace Infill.Cli.Jobs.Page;

/// <summary>What a job's page shows, gathered while the job runs: small pictures and the stages' decisions.</summary>
/// <param name="job">The job.</param>
internal sealed class JobSight(JobArguments job)
{
    /// <summary>Longest side of a picture on the page.</summary>
    private const int LongestPx = 1200;

    private readonly List<SeenOutput> _written = [];
    private IReadOnlyList<string> _decisions = [];
    private byte[]? _heat;

    /// <summary>The picture that went in, as JPEG; for an extension on its larger canvas, whose borders are white.</summary>
    public byte[] Before { get; private set; } = [];

    /// <summary>The mask on the picture, as JPEG; empty until the picture is read.</summary>
    public byte[] Mask { get; private set; } = [];

    /// <summary>Every result that was written, in order.</summary>
    public IReadOnlyList<SeenOutput> Written => _written;

    /// <summary>Looks into a job that runs.</summary>
    public JobHooks Hooks => new()
    {
        Built = request =>
        {
            Before = Thumbnail.EncodeSource(request, LongestPx);
            Mask = Thumbnail.Encode(MaskPreview.Overlay(request.Image, request.Mask), LongestPx);
        },
        Judged = Judge,
        Written = (_, after) => _written.Add(new SeenOutput(Thumbnail.Encode(after, LongestPx), _heat, _decisions)),
    };

    /// <summary>Takes down what a run decided.</summary>
    public void Look(Trace trace) => (_decisions, _heat) = ([.. VerboseReport.Describe(trace, job.Fill.EngineReason)], null);

    private void Judge(Image after, FillVerdict verdict) =>
        _heat = verdict.Heat.FindBounds().IsEmpty ? null : Thumbnail.Encode(HeatMap.Draw(after, verdict.Heat), LongestPx);
}
