using System.Globalization;
using Infill.Imaging;
using Infill.Server.Http;
using Infill.Server.Jobs;
using Infill.Server.Pyramids;
using Infill.Server.Running;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Api;

/// <summary>Large pictures in tiles and as an overview, from a working copy that is decoded once; and masks that are changed tile by tile.</summary>
/// <param name="parts">The server.</param>
internal sealed class TileRoutes(ServerParts parts)
{
    /// <summary>Longer side of an overview at most.</summary>
    public const int MostOverviewPx = 1024;

    private const int MostTiles = 256;

    private readonly StoredPictures _pictures = new(parts, isMask: false);
    private readonly StoredPictures _masks = new(parts, isMask: true);

    /// <summary>The routes.</summary>
    public IEnumerable<Route> All() =>
    [
        new("GET", "/v1/images/{id}/tiles/{level}/{x}/{y}", "Get a tile of 256×256 pixels, as PNG (CMYK as TIFF) in the picture's own samples: level 0 is the picture bit by bit, each further one half as large.", TileAsync)
        {
            Gives = [(200, "image/png", null), (304, null, null)],
            Refuses = [404, 422],
        },
        new("GET", "/v1/images/{id}/overview", $"Get the whole picture with at most {MostOverviewPx} pixels a side.", OverviewAsync) { Gives = [(200, "image/png", null), (304, null, null)], Refuses = [404, 422] },
        new("PATCH", "/v1/masks/{id}", "Put changed tiles into a mask; answers what it fills now. Jobs that use the mask keep it as it was.", PatchAsync)
        {
            Takes = [(Replies.Json, typeof(MaskPatchRequest))],
            Gives = [(200, Replies.Json, typeof(PictureRecord))],
            Refuses = [404, 409, 413, 415, 422],
        },
    ];

    private async Task TileAsync(HttpContext context)
    {
        StoredPicture picture = _pictures.Require(context);
        var shape = new PyramidShape(picture.Header.Size, picture.Header.Format);
        (int level, int x, int y) = (Number(context, "level"), Number(context, "x"), Number(context, "y"));
        PixelRect tile = shape.Find(level, x, y) ?? throw new ProblemException(new Explanation(
            404, "not-found", "Not found", $"The picture has no such tile: {shape.Levels} levels of tiles of {PyramidShape.TilePx} pixels; GET /v1/images/{{id}} lists them."));
        if (IsKnown(context, $"{picture.Sha256}-{level}-{x}-{y}"))
        {
            return;
        }

        await SendAsync(context, await parts.Copies.ReadAsync(picture.Sha256, copy => copy.Read(level, tile)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task OverviewAsync(HttpContext context)
    {
        StoredPicture picture = _pictures.Require(context);
        if (IsKnown(context, $"{picture.Sha256}-overview"))
        {
            return;
        }

        var shape = new PyramidShape(picture.Header.Size, picture.Header.Format);
        int level = Enumerable.Range(0, shape.Levels).First(one => Math.Max(shape.SizeOf(one).Width, shape.SizeOf(one).Height) <= MostOverviewPx);
        await SendAsync(context, await parts.Copies.ReadAsync(picture.Sha256, copy => copy.ReadLevel(level)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <returns>True if the client has it already and was told so.</returns>
    private static bool IsKnown(HttpContext context, string name)
    {
        // The content hash and the place say everything, so nothing is decoded to find out.
        string tag = $"\"{name}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, max-age=3600, immutable";
        bool isKnown = context.Request.Headers.IfNoneMatch.Any(sent => sent?.Split(',').Any(one => one.Trim() == tag || one.Trim() == "*") == true);
        context.Response.StatusCode = isKnown ? 304 : 200;
        return isKnown;
    }

    private static async Task SendAsync(HttpContext context, Image image)
    {
        FileFormat format = ImageFile.FindObstacle(image.Format, image.Size, FileFormat.Png) is null ? FileFormat.Png : FileFormat.Tiff;
        byte[] file = ImageFile.Encode(image, format);
        context.Response.ContentType = FileReply.MediaOf(format);
        context.Response.ContentLength = file.Length;
        await context.Response.Body.WriteAsync(file, context.RequestAborted).ConfigureAwait(false);
    }

    private static int Number(HttpContext context, string name) =>
        int.TryParse(context.RouteText(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw ProblemException.Malformed($"{name} must be a whole number from 0 on.");

    private async Task PatchAsync(HttpContext context)
    {
        StoredPicture before = _masks.Require(context);
        MaskPatchRequest request = await context.ReadAsync(ServerJson.Plain.MaskPatchRequest).ConfigureAwait(false);
        var shape = new PyramidShape(before.Header.Size, before.Header.Format);
        PixelRect[] rects = [.. request.Tiles.Select(tile => shape.Find(0, tile.X, tile.Y) ?? throw ProblemException.Invalid($"The mask has no tile ({tile.X}, {tile.Y}); it has {shape.TilesOf(0).Columns}×{shape.TilesOf(0).Rows} of {PyramidShape.TilePx} pixels."))];
        if (request.Tiles.Count is 0 or > MostTiles || rects.Distinct().Count() != rects.Length)
        {
            throw ProblemException.Invalid($"tiles must be 1 to {MostTiles} different ones; got {request.Tiles.Count}.");
        }

        Mask patched = await parts.Check.PatchAsync(before.Sha256, [.. request.Tiles.Select((tile, i) => (rects[i], tile.Base64))], context.RequestAborted).ConfigureAwait(false);
        using Intake drawn = parts.Intake();
        (BlobHold hold, ImageHeader header) = await drawn.TakeAsync(ImageFile.Encode(MaskImage.ToImage16(patched), FileFormat.Png), context.RequestAborted).ConfigureAwait(false);
        StoredPicture after = before with { Sha256 = hold.Sha256, Bytes = hold.Bytes, Header = header, Mask = MaskFacts.Of(patched), Score = null, Origin = null };
        if (!parts.Pictures.Replace(before, after))
        {
            throw new ProblemException(new Explanation(409, "changed", "The mask has changed", "Another request changed the mask in the same moment, so nothing of this one was kept; get the mask anew and send it again."));
        }

        drawn.Keep();
        await context.WriteAsync(200, PictureRecord.Of(after, parts.Options.Limits.Retention), ServerJson.Plain.PictureRecord).ConfigureAwait(false);
    }
}
