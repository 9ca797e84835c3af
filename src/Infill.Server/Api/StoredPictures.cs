using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>What pictures and masks have in common once they are kept: described, sent, forgotten, by the caller who owns them.</summary>
/// <param name="parts">The server.</param>
/// <param name="isMask">Which of the two the routes are for; the other kind is not found.</param>
internal sealed class StoredPictures(ServerParts parts, bool isMask)
{
    /// <summary>Files one that has just come, and answers 201 with where it is.</summary>
    /// <param name="context">The request; its caller becomes the owner.</param>
    /// <param name="intake">Holds the content; it is kept.</param>
    /// <param name="taken">What the intake took.</param>
    /// <param name="mask">The mask that was drawn; null for pictures.</param>
    public Task AddAsync(HttpContext context, Intake intake, (BlobHold Hold, ImageHeader Header) taken, DrawnMask? mask = null)
    {
        StoredPicture stored = parts.KeepPicture(context.Caller().Owner, taken.Hold, taken.Header, mask is null ? null : mask.Describe);
        intake.Keep();
        context.Response.Headers.Location = $"/v1/{(isMask ? "masks" : "images")}/{stored.Id}";
        return WriteAsync(context, 201, stored);
    }

    /// <summary>Describes it.</summary>
    public Task FindAsync(HttpContext context) => WriteAsync(context, 200, Require(context));

    /// <summary>Sends its file.</summary>
    public Task ContentAsync(HttpContext context)
    {
        StoredPicture stored = Require(context);
        return FileReply.SendAsync(context, parts.Blobs, stored.Sha256, stored.Header.FileFormat);
    }

    /// <summary>Forgets it.</summary>
    public Task RemoveAsync(HttpContext context)
    {
        StoredPicture stored = Require(context);
        parts.Pictures.RemovePicture(stored.Id);
        parts.Copies.Forget(stored.Sha256);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    /// <summary>The one that the route names.</summary>
    /// <exception cref="ProblemException">There is none of this kind and this owner.</exception>
    public StoredPicture Require(HttpContext context) => parts.RequirePicture(context.Caller().Owner, context.RouteText("id"), isMask);

    private Task WriteAsync(HttpContext context, int status, StoredPicture stored) =>
        context.WriteAsync(status, PictureRecord.Of(stored, parts.Options.Limits.Retention), ServerJson.Plain.PictureRecord);
}
