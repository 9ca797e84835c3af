using Infill.Imaging;

namespace Infill.Server.Decoding;

/// <summary>Decodes in this process: for programs that serve only themselves.</summary>
internal sealed class OwnDecoder : IPictureDecoder
{
    /// <inheritdoc/>
    public Task<ImageHeader> ReadHeaderAsync(Stream file, LoadOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(Guarded(() => ImageFile.ReadHeader(file, options)));

    /// <inheritdoc/>
    public Image Load(Stream file, LoadOptions options, CancellationToken cancellationToken) =>
        Guarded(() => PlainText.Of(ImageFile.Load(file, options, cancellationToken)));

    /// <summary>Holds nothing.</summary>
    public void Dispose()
    {
        // There is no process.
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ImageFileException reason)
        {
            throw new ImageFileException(PlainText.Of(reason.Message), reason) { IsLimit = reason.IsLimit };
        }
    }
}
