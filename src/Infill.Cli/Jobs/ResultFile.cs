using System.Security.Cryptography;
using Infill.Imaging;

namespace Infill.Cli.Jobs;

/// <summary>Writes a result and, where the format is lossless, proves on the decoded file that it holds the result's exact pixels.</summary>
internal static class ResultFile
{
    /// <summary>Writes under a temporary name in the same folder, checks, then renames.</summary>
    /// <exception cref="ImageFileException">The file cannot be written, or a lossless one does not decode to the same samples; nothing is left then.</exception>
    public static WrittenFile Write(Image image, string path, OutputArguments output, CancellationToken cancellationToken)
    {
        FileFormat format = FormatOf(path, image);
        var options = new SaveOptions
        {
            Format = format,
            JpegQuality = output.JpegQuality,
            StripMetadata = output.StripMetadata,
            Overwrite = output.Overwrite,
        };
        WrittenFile? written = null;
        ImageFile.Save(image, path, options, temporary =>
        {
            written = new WrittenFile(format, new FileInfo(temporary).Length, HashFile(temporary), Prove(image, temporary, format));
            cancellationToken.ThrowIfCancellationRequested();
        });
        return written!;
    }

    /// <summary>The extension's format, else the input's, else PNG.</summary>
    public static FileFormat FormatOf(string path, Image image) =>
        ImageFile.FormatFromExtension(path) ?? image.Metadata.SourceFormat ?? FileFormat.Png;

    /// <summary>SHA-256 of a file's bytes, lower-case hex.</summary>
    public static string HashFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static FileProof Prove(Image image, string path, FileFormat format)
    {
        if (format == FileFormat.Jpeg)
        {
            return FileProof.Lossy;
        }

        // The limits guard against strangers' files; this one is ours, and of the size that was asked for.
        Image decoded = ImageFile.Load(path, new LoadOptions { MaxPixels = long.MaxValue, MaxBytes = long.MaxValue, Lenient = true });
        decoded = SampleFormat.TryExact(decoded, image.Format) ?? decoded;
        if (decoded.Format != image.Format)
        {
            return FileProof.OtherPixelFormat;
        }

        return decoded.Size == image.Size && Enumerable.Range(0, image.Height).All(y => decoded.RowBytes(y).SequenceEqual(image.RowBytes(y)))
            ? FileProof.Exact
            : throw new ImageFileException($"The written {format} file does not decode to the result's exact pixels, so it was deleted. This is a bug.");
    }
}
