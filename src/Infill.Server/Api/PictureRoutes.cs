using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>/v1/images.</summary>
/// <param name="parts">The server.</param>
internal sealed class PictureRoutes(ServerParts parts)
{
    /// <summary>Bodies that are a picture's file as it is; the format is decided by content.</summary>
    public static readonly string[] RawMedia = ["image/png", "image/jpeg", "image/webp", "image/tiff", "image/avif", "image/heif", "image/gif", "application/octet-stream"];

    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        new("POST", "/v1/images", "Keep a picture for several jobs; the body is its file.", SendAsync)
        {
            Takes = [("image/*", null)],
            Gives = [(201, Replies.Json, typeof(PictureRecord))],
            Refuses = [413, 415, 422],
        },
        new("GET", "/v1/images/{id}", "Describe a picture: size, format, until when it is kept.", FindAsync) { Gives = [(200, Replies.Json, typeof(PictureRecord))], Refuses = [404] },
        new("GET", "/v1/images/{id}/content", "Get a picture's file, parts by Range too.", ContentAsync) { Gives = [(200, "image/*", null), (206, "image/*", null), (304, null, null)], Refuses = [404] },
        new("DELETE", "/v1/images/{id}", "Forget a picture; jobs that use it keep it.", RemoveAsync) { Gives = [(204, null, null)], Refuses = [404] },
    ];

    private async Task SendAsync(HttpContext context)
    {
        Replies.RequireMedia(context, RawMedia);
        using Intake intake = parts.Intake();
        (BlobHold hold, ImageHeader header) = await intake.TakeAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        var picture = new StoredPicture
        {
            Id = RandomId.Next(),
            Owner = context.Caller().Owner,
            Sha256 = hold.Sha256,
            Bytes = hold.Bytes,
            Header = header,
            Created = parts.Time.GetUtcNow(),
        };
        parts.Pictures.Add(picture);
        intake.Keep();
        context.Response.Headers.Location = $"/v1/images/{picture.Id}";
        await WriteAsync(context, 201, picture).ConfigureAwait(false);
    }

    private Task FindAsync(HttpContext context) => WriteAsync(context, 200, Require(context));

    private Task ContentAsync(HttpContext context)
    {
        StoredPicture picture = Require(context);
        return FileReply.SendAsync(context, parts.Blobs, picture.Sha256, picture.Header.FileFormat);
    }

    private Task RemoveAsync(HttpContext context)
    {
        parts.Pictures.RemovePicture(Require(context).Id);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private StoredPicture Require(HttpContext context) => parts.RequirePicture(context.Caller().Owner, context.RouteText("id"), isMask: false);

    private Task WriteAsync(HttpContext context, int status, StoredPicture picture) =>
        context.WriteAsync(status, PictureRecord.Of(picture, parts.Options.Limits.Retention), ServerJson.Plain.PictureRecord);
}
