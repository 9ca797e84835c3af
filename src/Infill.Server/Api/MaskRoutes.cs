using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>/v1/masks: a mask is drawn or read once, shown, and used by several jobs.</summary>
/// <param name="parts">The server.</param>
internal sealed class MaskRoutes(ServerParts parts)
{
    private readonly StoredPictures _stored = new(parts, isMask: true);

    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        new("POST", "/v1/masks", "Draw or read a mask for a picture and keep it; answers what it fills.", DrawAsync)
        {
            Takes = [(Replies.Json, typeof(MaskRequest))],
            Gives = [(201, Replies.Json, typeof(PictureRecord))],
            Refuses = [404, 413, 415, 422],
            Stores = true,
        },
        new("GET", "/v1/masks/{id}", "Describe a mask: size, filled pixels, bounds, parts.", _stored.FindAsync) { Gives = [(200, Replies.Json, typeof(PictureRecord))], Refuses = [404] },
        new("GET", "/v1/masks/{id}/content", "Get the mask as a 16-bit grey PNG, white = fill.", _stored.ContentAsync) { Gives = [(200, "image/png", null), (206, "image/png", null), (304, null, null)], Refuses = [404] },
        new("GET", "/v1/masks/{id}/preview", "Look at the mask on its picture: red, with a yellow contour.", PreviewAsync)
        {
            Gives = [(200, "image/png", null)],
            Refuses = [404, 422],
            Parameters = [("query", "image", "Id of the picture.")],
        },
        new("DELETE", "/v1/masks/{id}", "Forget a mask; jobs that use it keep it.", _stored.RemoveAsync) { Gives = [(204, null, null)], Refuses = [404] },
    ];

    private async Task DrawAsync(HttpContext context)
    {
        MaskRequest request = await context.ReadAsync(ServerJson.Plain.MaskRequest).ConfigureAwait(false);
        using Intake intake = parts.Intake();
        var reader = new JobReader(parts, context.Caller().Owner, intake);
        string image = await reader.ReadImageAsync(request.Image, form: null, context.RequestAborted).ConfigureAwait(false);
        MaskSpec spec = await reader.ReadMaskAsync("mask", request.Mask, sent: null, context.RequestAborted).ConfigureAwait(false);
        DrawnMask mask = await parts.Check.DrawAsync(spec, image, context.RequestAborted).ConfigureAwait(false);

        // A second intake: of this request only the drawn mask is kept.
        using Intake drawn = parts.Intake();
        (BlobHold, ImageHeader) taken = await drawn.TakeAsync(ImageFile.Encode(MaskImage.ToImage16(mask.Mask), FileFormat.Png), context.RequestAborted).ConfigureAwait(false);
        await _stored.AddAsync(context, drawn, taken, mask).ConfigureAwait(false);
    }

    private async Task PreviewAsync(HttpContext context)
    {
        StoredPicture mask = _stored.Require(context);
        StoredPicture picture = parts.RequirePicture(context.Caller().Owner, context.Request.Query["image"].ToString(), isMask: false);
        byte[] overlay = await parts.Check.PreviewAsync(new MaskSpec { Blob = mask.Sha256 }, picture.Sha256, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = FileReply.MediaOf(FileFormat.Png);
        context.Response.ContentLength = overlay.Length;
        await context.Response.Body.WriteAsync(overlay, context.RequestAborted).ConfigureAwait(false);
    }
}
