using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.OpenAi;

/// <summary>The dialect of OpenAI's images API: /v1/images/edits and /v1/models.</summary>
/// <param name="parts">The server.</param>
internal sealed class OpenAiRoutes(ServerParts parts)
{
    private readonly DirectRun _run = new(parts.Desk);

    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        new("POST", "/v1/images/edits", "Edit a picture as OpenAI's API does: the mask's transparent pixels are filled, all others stay bit by bit.", EditAsync)
        {
            Takes = [("multipart/form-data", null), (Replies.Json, null)],
            Gives = [(200, Replies.Json, null)],
            Explain = WriteErrorAsync,
            Stores = true,
            Queues = true,
        },
        Refused("/v1/images/generations"),
        Refused("/v1/images/variations"),
        new("GET", "/v1/models", "List the engines as models.", ListAsync) { Gives = [(200, Replies.Json, null)], Explain = WriteErrorAsync },
        new("GET", "/v1/models/{id}", "One engine as a model.", FindAsync) { Gives = [(200, Replies.Json, null)], Refuses = [404], Explain = WriteErrorAsync },
    ];

    private static Route Refused(string path) => new(
        "POST",
        path,
        "Refused: this server fills parts of pictures.",
        _ => throw new ProblemException(new Explanation(404, "not-here", "This server does not do that", $"{path} is not here: this server fills parts of pictures; send one with a mask to /v1/images/edits.")))
    {
        Gives = [(404, Replies.Json, null)],
        Explain = WriteErrorAsync,
    };

    private static Task WriteErrorAsync(HttpContext context, Explanation explanation) =>
        context.WriteAsync(explanation.Status == 422 ? 400 : explanation.Status, new ErrorResponse(ErrorBody.Of(explanation)), OpenAiJson.Plain.ErrorResponse);

    private async Task EditAsync(HttpContext context)
    {
        EditRequest request;
        IReadOnlyList<string> warnings;
        Job job;
        using (Intake intake = parts.JobIntake())
        {
            (request, JobSpec spec, warnings) = await new EditReader(parts, intake).ReadAsync(context).ConfigureAwait(false);
            job = await _run.AcceptAsync(context.Caller().Owner, spec, context.RequestAborted).ConfigureAwait(false);
            intake.Keep();
        }

        if (request.Stream == true)
        {
            await new EditStream(parts, _run).SendAsync(context, request, job, warnings).ConfigureAwait(false);
            return;
        }

        job = await _run.FinishAsync(job, context.RequestAborted).ConfigureAwait(false);
        var response = new EditResponse
        {
            Created = job.Times.Created.ToUnixTimeSeconds(),
            Data = [.. job.Result!.Outputs.Select(output => ToImage(context, request, output))],
            OutputFormat = FormatOf(job),
            Size = SizeOf(job),
            Quality = request.Quality ?? "auto",
            Infill = EditFacts.Of(job, warnings),
        };
        await context.WriteAsync(200, response, OpenAiJson.Plain.EditResponse).ConfigureAwait(false);
    }

    private EditImage ToImage(HttpContext context, EditRequest request, JobOutput output) => request.ResponseFormat == "url"
        ? new EditImage { Url = $"{context.Request.Scheme}://{context.Request.Host.Value}/v1/results/{output.Sha256}" }
        : new EditImage { B64Json = Read(output) };

    private string Read(JobOutput output) => Convert.ToBase64String(parts.Read(output));

    private static string FormatOf(Job job) => job.Result!.Outputs[0].Format.ToString().ToLowerInvariant();

    private static string SizeOf(Job job) => EditStream.Words(job.Result!.Outputs[0].Size);

    private Task ListAsync(HttpContext context) =>
        context.WriteAsync(200, new ModelList([.. parts.Engines.Engines.Select(engine => ModelRecord.Of(engine))]), OpenAiJson.Plain.ModelList);

    private Task FindAsync(HttpContext context) => parts.Engines.Find(context.RouteText("id")) is { } engine
        ? context.WriteAsync(200, ModelRecord.Of(engine), OpenAiJson.Plain.ModelRecord)
        : throw ProblemException.Unknown("model", "GET /v1/models lists them");
}
