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

    private readonly StoredPictures _stored = new(parts, isMask: false);

    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        new("POST", "/v1/images", "Keep a picture for several jobs; the body is its file.", SendAsync)
        {
            Takes = [("image/*", null)],
            Gives = [(201, Replies.Json, typeof(PictureRecord))],
            Refuses = [413, 415, 422],
            Stores = true,
        },
        new("GET", "/v1/images/{id}", "Describe a picture: size, format, until when it is kept.", _stored.FindAsync) { Gives = [(200, Replies.Json, typeof(PictureRecord))], Refuses = [404] },
        new("GET", "/v1/images/{id}/content", "Get a picture's file, parts by Range too.", _stored.ContentAsync) { Gives = [(200, "image/*", null), (206, "image/*", null), (304, null, null)], Refuses = [404] },
        new("DELETE", "/v1/images/{id}", "Forget a picture; jobs that use it keep it.", _stored.RemoveAsync) { Gives = [(204, null, null)], Refuses = [404] },
    ];

    private async Task SendAsync(HttpContext context)
    {
        Replies.RequireMedia(context, RawMedia);
        using Intake intake = parts.Intake();
        (BlobHold, ImageHeader) taken = await intake.TakeAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        await _stored.AddAsync(context, intake, taken).ConfigureAwait(false);
    }
}
