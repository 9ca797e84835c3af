using System.Globalization;
using System.Text.Json;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>/v1/jobs.</summary>
/// <param name="parts">The server.</param>
internal sealed class JobRoutes(ServerParts parts)
{
    private const int MostListed = 100;
    private const int MostWaitSeconds = 60;
    private const int MostKeyLength = 255;

    /// <summary>The header of a client that may send the same request again.</summary>
    public const string KeyHeader = "Idempotency-Key";

    private static readonly (string In, string Name, string Description) Wait = ("query", "wait", "Answer only when the job has ended, or after so many seconds, 0–60 (default 0).");

    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        new("POST", "/v1/jobs", "Accept a job: it is durable when this answers. With dry_run: say what it would do.", SubmitAsync)
        {
            Takes = [(Replies.Json, typeof(JobRequest)), ("multipart/form-data", null)],
            Gives = [(202, Replies.Json, typeof(JobRecord)), (200, Replies.Json, typeof(PlanRecord))],
            Refuses = [404, 413, 415, 422, 429],
            Stores = true,
            Queues = true,
            Parameters = [("header", KeyHeader, "The same key and request give the same job (up to 255 characters)."), Wait],
        },
        new("GET", "/v1/jobs", "List the newest jobs of this key.", ListAsync) { Gives = [(200, Replies.Json, typeof(JobListRecord))] },
        new("GET", "/v1/jobs/{id}", "Say where a job stands.", FindAsync) { Gives = [(200, Replies.Json, typeof(JobRecord))], Refuses = [404], Parameters = [Wait] },
        new("GET", "/v1/jobs/{id}/events", "Follow a job to its end as server-sent events: 'state' with the job, 'progress' between.", FollowAsync)
        {
            Gives = [(200, EventStream.Media, null)],
            Refuses = [404],
            Parameters = [("query", "previews", "true adds 'preview' events with small pictures, from engines that show them (default false).")],
        },
        new("POST", "/v1/jobs/{id}/cancel", "End a job: a waiting one at once, a running one within a step.", CancelAsync) { Gives = [(202, Replies.Json, typeof(JobRecord))], Refuses = [404] },
        new("DELETE", "/v1/jobs/{id}", "Forget an ended job and its results.", RemoveAsync) { Gives = [(204, null, null)], Refuses = [404, 409] },
    ];

    private async Task SubmitAsync(HttpContext context)
    {
        string? key = ReadKey(context);
        TimeSpan wait = ReadWait(context);

        // With a key the job may be there already, and is then told of whether there is room or not.
        using Intake intake = key is null ? parts.JobIntake() : parts.Intake();
        string owner = context.Caller().Owner;
        (JobRequest request, JobSpec spec) = await new JobReader(parts, owner, intake).ReadAsync(context).ConfigureAwait(false);
        if (request.DryRun == true)
        {
            JobForecast forecast = await parts.Desk.ForeseeAsync(spec, context.RequestAborted).ConfigureAwait(false);
            await context.WriteAsync(200, PlanRecord.Of(spec, forecast), ServerJson.Plain.PlanRecord).ConfigureAwait(false);
            return;
        }

        (Job job, bool isKnown) = await parts.Desk.SubmitAsync(owner, spec, RequestReader.ReadTerms(request, key), context.RequestAborted).ConfigureAwait(false);
        intake.Keep();
        if (isKnown)
        {
            context.Response.Headers["Idempotent-Replayed"] = "true";
        }

        job = wait > TimeSpan.Zero ? await parts.Desk.WaitAsync(owner, job.Id, wait, context.RequestAborted).ConfigureAwait(false) : job;
        context.Response.Headers.Location = $"/v1/jobs/{job.Id}";
        await WriteAsync(context, 202, job).ConfigureAwait(false);
    }

    private Task ListAsync(HttpContext context)
    {
        var list = new JobListRecord { Jobs = [.. parts.Desk.List(context.Caller().Owner, MostListed).Select(JobRecord.Of)] };
        return context.WriteAsync(200, list, ServerJson.Plain.JobListRecord);
    }

    private async Task FindAsync(HttpContext context)
    {
        (string owner, string id) = (context.Caller().Owner, context.RouteText("id"));
        Job job = parts.Desk.Require(owner, id);
        TimeSpan wait = ReadWait(context);
        await WriteAsync(context, 200, wait > TimeSpan.Zero && !job.State.IsEnd()
            ? await parts.Desk.WaitAsync(owner, id, wait, context.RequestAborted).ConfigureAwait(false)
            : job).ConfigureAwait(false);
    }

    private async Task FollowAsync(HttpContext context)
    {
        (string owner, string id) = (context.Caller().Owner, context.RouteText("id"));
        Job followed = parts.Desk.Require(owner, id);
        var events = new EventStream(context, parts.Time);
        PreviewPainter? painter = null;
        bool wantsPreviews = context.Request.Query["previews"] == "true" && followed.Spec.Gate?.Plan is null;
        await foreach ((Job job, JobNews news) in events.WithHeartbeat(parts.Desk.FollowAsync(owner, id, context.RequestAborted)).ConfigureAwait(false))
        {
            (string name, byte[] data) = news.Progress is null
                ? ("state", JsonSerializer.SerializeToUtf8Bytes(JobRecord.Of(job), ServerJson.Plain.JobRecord))
                : ("progress", JsonSerializer.SerializeToUtf8Bytes(ProgressRecord.Of(news), ServerJson.Plain.ProgressRecord));
            await events.WriteAsync(name, data).ConfigureAwait(false);
            if (wantsPreviews && news.Progress is { Preview: not null } progress)
            {
                painter ??= await parts.Check.PainterAsync(followed.Spec, context.RequestAborted).ConfigureAwait(false);
                await SendPreviewAsync(events, painter, progress, news.Output).ConfigureAwait(false);
            }
        }
    }

    private static async Task SendPreviewAsync(EventStream events, PreviewPainter painter, StageProgress progress, int output)
    {
        if (painter.Paint(progress) is byte[] picture)
        {
            var preview = new PreviewRecord { Output = output, Fraction = Math.Round(progress.Fraction, 4), Base64 = Convert.ToBase64String(picture) };
            await events.WriteAsync("preview", JsonSerializer.SerializeToUtf8Bytes(preview, ServerJson.Plain.PreviewRecord)).ConfigureAwait(false);
        }
    }

    private Task CancelAsync(HttpContext context) => WriteAsync(context, 202, parts.Desk.Cancel(context.Caller().Owner, context.RouteText("id")));

    private Task RemoveAsync(HttpContext context)
    {
        parts.Desk.Remove(context.Caller().Owner, context.RouteText("id"));
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, int status, Job job) => context.WriteAsync(status, JobRecord.Of(job), ServerJson.Plain.JobRecord);

    private static string? ReadKey(HttpContext context)
    {
        string? key = context.Request.Headers[KeyHeader];
        return string.IsNullOrEmpty(key) ? null
            : key.Length <= MostKeyLength ? key
            : throw ProblemException.Malformed($"{KeyHeader} has {key.Length} characters; at most {MostKeyLength} are taken.");
    }

    private static TimeSpan ReadWait(HttpContext context)
    {
        string? text = context.Request.Query["wait"];
        return text is null ? TimeSpan.Zero
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= MostWaitSeconds ? TimeSpan.FromSeconds(seconds)
            : throw ProblemException.Malformed($"wait must be whole seconds from 0 to {MostWaitSeconds}.");
    }
}
