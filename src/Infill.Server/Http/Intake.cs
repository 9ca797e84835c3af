using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.Storage;

namespace Infill.Server.Http;

/// <summary>The files of one request: looked at before they are kept, held until a row names them, and gone if none does.</summary>
/// <param name="blobs">Where they go.</param>
/// <param name="collector">Removes them again.</param>
/// <param name="limits">How much is taken.</param>
internal sealed class Intake(IBlobStore blobs, Collector collector, ServerLimits limits) : IDisposable
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
        ImageHeader? header = null;
        BlobHold hold = await blobs.PutAsync(content, limits.BodyBytes, stream => header = ImageFile.ReadHeader(stream, limits.ToLoadOptions()), cancellationToken).ConfigureAwait(false);
        _holds.Add(hold);
        return (hold, header!);
    }

    /// <summary>Takes a picture from memory in.</summary>
    /// <inheritdoc cref="TakeAsync(Stream, CancellationToken)"/>
    public async Task<(BlobHold Hold, ImageHeader Header)> TakeAsync(byte[] content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content);
        return await TakeAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A row names the files from now on.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Lets go, and removes what no row names.</summary>
    public void Dispose()
    {
        _holds.ForEach(hold => hold.Dispose());
        if (!_isKept && _holds.Count > 0)
        {
            collector.Forget(_holds.Select(hold => hold.Sha256).Distinct());
        }
    }
}
