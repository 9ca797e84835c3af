using Infill.Cli.Streams;
using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>Writes a result and, where the format is lossless, proves on the decoded file that it holds the result's exact pixels.</summary>
internal static class ResultFile
{
    // The limits guard against strangers' files; these are ours, and of the size that was asked for.
    private static readonly LoadOptions Unlimited = new() { MaxPixels = long.MaxValue, MaxBytes = long.MaxValue, Lenient = true };

    /// <summary>Writes under a temporary name in the same folder, checks, then renames; for stdout encodes, checks, then copies.</summary>
    /// <param name="image">The result.</param>
    /// <param name="path">File to write, or "-".</param>
    /// <param name="output">Format, quality, metadata, overwriting.</param>
    /// <param name="streams">Where "-" leads.</param>
    /// <param name="cancellationToken">Looked at last before the file gets its name or stdout its first byte.</param>
    /// <exception cref="ImageFileException">The file cannot be written, or a lossless one does not decode to the same samples; nothing is left then.</exception>
    public static WrittenFile Write(Image image, string path, OutputArguments output, StandardStreams streams, CancellationToken cancellationToken)
    {
        var options = new SaveOptions
        {
            Format = FormatOf(output, path, image.Metadata.SourceFormat),
            JpegQuality = output.JpegQuality,
            StripMetadata = output.StripMetadata,
            Overwrite = output.Overwrite,
        };
        return StandardStreams.Is(path)
            ? WriteOut(image, options, streams, cancellationToken)
            : WriteFile(image, path, options, cancellationToken);
    }

    /// <summary>The format asked for, else the extension's, else the input's, else PNG.</summary>
    public static FileFormat FormatOf(OutputArguments output, string path, FileFormat? source) =>
        output.Format ?? ImageFile.FormatFromExtension(path) ?? source ?? FileFormat.Png;

    /// <summary>Why the file cannot hold a picture, or null; known from the input's header.</summary>
    /// <param name="output">Where <c>--format</c> stands.</param>
    /// <param name="path">File to write, or "-".</param>
    /// <param name="pixels">Samples of the picture.</param>
    /// <param name="size">Its size.</param>
    /// <param name="source">Format that it came in, or null.</param>
    public static string? FindObstacle(OutputArguments output, string path, PixelFormat pixels, PixelSize size, FileFormat? source) =>
        ImageFile.FindObstacle(pixels, size, FormatOf(output, path, source)) is string obstacle
            ? $"'{StandardStreams.ShowOutput(path)}' cannot hold the result: {obstacle}"
            : null;

    /// <summary>The result as the format takes it: for GIF in the source's colours, else as it is.</summary>
    public static Image FitFormat(Image result, Image source, FileFormat format) =>
        format == FileFormat.Gif ? PaletteFit.ToSourceColors(result, source) : result;

    /// <summary>SHA-256 of a file's bytes, lower-case hex.</summary>
    public static string HashFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Sha256.Hash(stream);
    }

    private static WrittenFile WriteFile(Image image, string path, SaveOptions options, CancellationToken cancellationToken)
    {
        WrittenFile? written = null;
        FileFormat format = options.Format!.Value;
        ImageFile.Save(image, path, options, temporary =>
        {
            FileProof proof = FileProofCheck.Require(image, () => ImageFile.Load(temporary, Unlimited), format);
            written = new WrittenFile(format, new FileInfo(temporary).Length, HashFile(temporary), proof);
            cancellationToken.ThrowIfCancellationRequested();
        });
        return written!;
    }

    private static WrittenFile WriteOut(Image image, SaveOptions options, StandardStreams streams, CancellationToken cancellationToken)
    {
        FileFormat format = options.Format!.Value;
        byte[] bytes = ImageFile.Encode(image, format, options);
        FileProof proof = FileProofCheck.Require(image, () => ImageFile.Load(bytes, Unlimited), format);
        cancellationToken.ThrowIfCancellationRequested();
        streams.WriteOutput(bytes);
        return new WrittenFile(format, bytes.Length, Sha256.Hash(bytes), proof);
    }
}
