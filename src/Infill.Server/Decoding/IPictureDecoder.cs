using Infill.Imaging;

namespace Infill.Server.Decoding;

/// <summary>Reads pictures that came from outside. Texts of its answers hold nothing that stood in the picture.</summary>
internal interface IPictureDecoder : IDisposable
{
    /// <summary>What a file says of itself.</summary>
    /// <param name="file">Can seek; read from its beginning and left open.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ImageFileException">No picture, or beyond a limit.</exception>
    Task<ImageHeader> ReadHeaderAsync(Stream file, LoadOptions options, CancellationToken cancellationToken);

    /// <summary>The pixels of a file; the calling thread waits.</summary>
    /// <inheritdoc cref="ReadHeaderAsync"/>
    Image Load(Stream file, LoadOptions options, CancellationToken cancellationToken);
}
