using Infill.Imaging;
using Infill.Server.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Infill.Server.Http;

/// <summary>Answers with a stored file: whole or in parts (Range), with its hash as the ETag, so that a client with the same file is told so.</summary>
internal static class FileReply
{
    /// <summary>Media type of a format.</summary>
    public static string MediaOf(FileFormat format) => format switch
    {
        FileFormat.Jpeg => "image/jpeg",
        FileFormat.Webp => "image/webp",
        FileFormat.Tiff => "image/tiff",
        FileFormat.Heif => "image/avif",
        FileFormat.Gif => "image/gif",
        _ => "image/png",
    };

    /// <summary>Sends the file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="blobs">Where the file is.</param>
    /// <param name="sha256">Its hash.</param>
    /// <param name="format">Its format.</param>
    public static async Task SendAsync(HttpContext context, IBlobStore blobs, string sha256, FileFormat format)
    {
        // It is private to its key, but it never changes.
        context.Response.Headers.CacheControl = "private, max-age=3600, immutable";
        Stream stream = blobs.Open(sha256);
        await using (stream.ConfigureAwait(false))
        {
            await Results.Stream(stream, MediaOf(format), entityTag: new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true)
                .ExecuteAsync(context).ConfigureAwait(false);
        }
    }
}
