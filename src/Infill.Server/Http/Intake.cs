using Infill.Imaging;
using Infill.Server.Fetching;
using Infill.Server.Jobs;

namespace Infill.Server.Http;

/// <summary>The files of one request: looked at before they are kept, held until a row names them, and gone if none does.</summary>
/// <param name="parts">The server.</param>
/// <param name="leave">Gives up the request's place in the queue; null if it has none.</param>
internal sealed class Intake(ServerParts parts, Action? leave = null) : IDisposable
{
    private readonly List<BlobHold> _holds = [];
    private bool _isKept;

    /// <summary>Takes a picture in.</summary>
    /// <param name="content">The file.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>The file and what its header says.</returns>
    /// <exception cref="ImageFileException">No picture, or beyond a limit; nothing is kept.</exception>
    public async Task<(BlobHold Hold, ImageHeader Header)> TakeAsync(Stream content, CancellationToken cancellationToken)
    {
        ServerLimits limits = parts.Options.Limits;
        ImageHeader? header = null;
        BlobHold hold = await parts.Blobs.PutAsync(
            content,
            limits.BodyBytes,
            async stream => header = await parts.Decoder.ReadHeaderAsync(stream, limits.ToLoadOptions(), cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        _holds.Add(hold);
        return (hold, header!);
    }

    /// <summary>Takes a picture in that was part of the request's JSON.</summary>
    /// <inheritdoc cref="TakeAsync(Stream, CancellationToken)"/>
    public async Task<(BlobHold Hold, ImageHeader Header)> TakeAsync(byte[] content, CancellationToken cancellationToken)
    {
        if (parts.Shelf.Find(content) is Stream spooled)
        {
            return await TakeAsync(spooled, cancellationToken).ConfigureAwait(false);
        }

        using var stream = new MemoryStream(content);
        return await TakeAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a picture in that a client wrote as text: base64, a data URL, or, where fetching is allowed, an address.</summary>
    /// <param name="text">What the client wrote.</param>
    /// <param name="member">Its name in the request, for errors.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <exception cref="Running.ProblemException">Neither base64 nor an address that may be fetched.</exception>
    public Task<(BlobHold Hold, ImageHeader Header)> TakeAsync(string text, string member, CancellationToken cancellationToken) =>
        parts.Fetcher is UrlFetcher fetcher && UrlFetcher.IsUrl(text)
            ? fetcher.FetchAsync(text, parts.Options.Limits.BodyBytes, (content, cancellation) => TakeAsync(content, cancellation), cancellationToken)
            : TakeAsync(DataUrl.Decode(text, member, parts.Options.Limits.BodyBytes), cancellationToken);

    /// <summary>A row names the files from now on.</summary>
    public void Keep()
    {
        _isKept = true;
        leave?.Invoke();
    }

    /// <summary>Lets go, and removes what no row names.</summary>
    public void Dispose()
    {
        leave?.Invoke();
        _holds.ForEach(hold => hold.Dispose());
        if (!_isKept && _holds.Count > 0)
        {
            parts.Collector.Forget(_holds.Select(hold => hold.Sha256).Distinct());
        }
    }
}
