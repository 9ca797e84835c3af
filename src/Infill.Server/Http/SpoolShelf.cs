using System.Collections.Concurrent;
using Infill.Server.Jobs;
using Microsoft.AspNetCore.Http;

namespace Infill.Server.Http;

/// <summary>Files that stood in the JSON of requests under way, by tokens that nobody can guess.</summary>
/// <param name="folder">Where they lie; emptied when the server starts.</param>
internal sealed class SpoolShelf(string folder)
{
    private const int TokenBytes = 48;
    private const int BufferBytes = 16 << 10;

    private readonly ConcurrentDictionary<string, Base64File> _files = new(StringComparer.Ordinal);

    /// <summary>Files of requests under way.</summary>
    public int Count => _files.Count;

    /// <summary>Replaces the body of a JSON request by one in which files are tokens.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mostBytes">Most bytes of one file.</param>
    /// <returns>To be disposed of when the request is over; null if the body is small, or not JSON.</returns>
    /// <exception cref="Running.ProblemException">A limit is passed, or a long string is no base64.</exception>
    public async Task<JsonSpool?> TakeAsync(HttpContext context, long mostBytes)
    {
        if (context.Request.ContentLength <= JsonSpool.LongBytes || !Replies.MediaOf(context).Equals(Replies.Json, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var spool = new JsonSpool(this, mostBytes);
        try
        {
            byte[] buffer = new byte[BufferBytes];
            for (int count; (count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0;)
            {
                spool.Append(buffer.AsSpan(0, count));
            }

            byte[] json = spool.ToJson();
            context.Request.Body = new MemoryStream(json);
            context.Request.ContentLength = json.Length;
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>An empty file.</summary>
    public Base64File NewFile(long mostBytes) => new(folder, mostBytes);

    /// <summary>Puts a finished file on the shelf.</summary>
    /// <returns>Its token: base64, as the file was.</returns>
    public string Add(Base64File file)
    {
        // Hex digits are base64, too: 64 of them stand for 48 bytes.
        string token = RandomId.Secret();
        _files[token] = file;
        return token;
    }

    /// <summary>The file that stood where these bytes stand now, or null if they are what they are.</summary>
    public Stream? Find(byte[] content) => content.Length == TokenBytes && _files.TryGetValue(Convert.ToBase64String(content), out Base64File? file) ? file.Content : null;

    /// <summary>Removes a file.</summary>
    public void Remove(string token)
    {
        if (_files.TryRemove(token, out Base64File? file))
        {
            file.Dispose();
        }
    }
}
