using System.Globalization;
using System.Text.Json;
using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.OpenAi;

/// <summary>Answers an edit as a stream: pictures on their way, if the engine shows any, then the finished ones.</summary>
/// <param name="parts">The server.</param>
/// <param name="run">Waits for the job.</param>
internal sealed class EditStream(ServerParts parts, DirectRun run)
{
    /// <summary>Answers to the end; an error after the first event cannot change the status, so it is an event, too.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">What the client asked.</param>
    /// <param name="job">The accepted job.</param>
    /// <param name="warnings">Of the dialect itself.</param>
    public async Task SendAsync(HttpContext context, EditRequest request, Job job, IReadOnlyList<string> warnings)
    {
        var events = new EventStream(context, parts.Time);
        Task<Job> end = run.FinishAsync(job, context.RequestAborted);
        try
        {
            if (request.PartialImages is > 0 and int most)
            {
                await SendPartialsAsync(events, request, job, most, context.RequestAborted).ConfigureAwait(false);
            }

            await events.WaitAsync(end).ConfigureAwait(false);
        }
        catch (ProblemException problem)
        {
            await events.WriteAsync("error", JsonSerializer.SerializeToUtf8Bytes(new ErrorResponse(ErrorBody.Of(problem.Explanation)), OpenAiJson.Plain.ErrorResponse)).ConfigureAwait(false);
            return;
        }

        job = parts.Desk.Require(job.Owner, job.Id);
        foreach (JobOutput output in job.Result!.Outputs)
        {
            var completed = new EditEvent
            {
                B64Json = Convert.ToBase64String(parts.Read(output)),
                CreatedAt = job.Times.Created.ToUnixTimeSeconds(),
                Size = Words(output.Size),
                Quality = request.Quality ?? "auto",
                OutputFormat = output.Format.ToString().ToLowerInvariant(),
                Infill = EditFacts.Of(job, warnings),
            };
            await events.WriteAsync(EditEvent.Completed, JsonSerializer.SerializeToUtf8Bytes(completed, OpenAiJson.Plain.EditEvent)).ConfigureAwait(false);
        }
    }

    /// <summary>"640x427".</summary>
    public static string Words(PixelSize size) => string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}");

    // Spread over the run: of three, one after each quarter.
    private async Task SendPartialsAsync(EventStream events, EditRequest request, Job job, int most, CancellationToken cancellationToken)
    {
        PreviewPainter? painter = null;
        int sent = 0;
        await foreach ((_, JobNews news) in events.WithHeartbeat(parts.Desk.FollowAsync(job.Owner, job.Id, cancellationToken)).ConfigureAwait(false))
        {
            if (sent == most || news.Progress is not { Preview: not null } progress || (news.Output - 1 + progress.Fraction) / job.Spec.MostFills < (sent + 1.0) / (most + 1))
            {
                continue;
            }

            painter ??= await parts.Check.PainterAsync(job.Spec, cancellationToken).ConfigureAwait(false);
            if (painter.Paint(progress) is byte[] picture)
            {
                var partial = new PartialEvent
                {
                    B64Json = Convert.ToBase64String(picture),
                    PartialImageIndex = sent++,
                    CreatedAt = job.Times.Created.ToUnixTimeSeconds(),
                    Size = Words(painter.Size),
                    Quality = request.Quality ?? "auto",
                };
                await events.WriteAsync(PartialEvent.Partial, JsonSerializer.SerializeToUtf8Bytes(partial, OpenAiJson.Plain.PartialEvent)).ConfigureAwait(false);
            }
        }
    }
}
