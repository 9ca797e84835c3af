using Infill.Imaging;

namespace Infill.Cli.Streams;

/// <summary>Pictures by the names that users give them: paths, or "-" for stdin.</summary>
/// <param name="streams">Where "-" leads.</param>
/// <param name="cancellationToken">Looked at while decoding, and while stdin keeps us waiting.</param>
internal sealed class PictureFiles(StandardStreams streams, CancellationToken cancellationToken)
{
    private const string InputName = "Standard input";

    /// <summary>Ends the work that the pictures are read for.</summary>
    public CancellationToken Cancellation => cancellationToken;

    /// <summary>True if there is a file of this name, or if it names stdin.</summary>
    public static bool Exists(string path) => StandardStreams.Is(path) || File.Exists(path);

    /// <summary>Reads a picture.</summary>
    /// <exception cref="ImageFileException">As for <see cref="ImageFile.Load(string, LoadOptions?, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Image Load(string path, LoadOptions options) => StandardStreams.Is(path)
        ? ImageFile.Load(ReadInput(options), Named(options), cancellationToken)
        : ImageFile.Load(path, options, cancellationToken);

    /// <summary>Reads a mask picture.</summary>
    /// <exception cref="ImageFileException">As for <see cref="ImageFile.LoadMask(string, MaskPolarity, LoadOptions?)"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Mask LoadMask(string path, MaskPolarity polarity, LoadOptions options) => StandardStreams.Is(path)
        ? ImageFile.LoadMask(ReadInput(options), polarity, Named(options))
        : ImageFile.LoadMask(path, polarity, options);

    /// <summary>Reads and checks only the header.</summary>
    /// <exception cref="ImageFileException">As for <see cref="ImageFile.ReadHeader(string, LoadOptions?)"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ImageHeader ReadHeader(string path, LoadOptions options) => StandardStreams.Is(path)
        ? ImageFile.ReadHeader(ReadInput(options), Named(options))
        : ImageFile.ReadHeader(path, options);

    private ReadOnlyMemory<byte> ReadInput(LoadOptions options) => streams.ReadInput(Named(options), cancellationToken);

    private static LoadOptions Named(LoadOptions options) => options with { StreamName = InputName };
}
