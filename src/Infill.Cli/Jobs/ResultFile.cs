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
        // A link stays a link: the file that it points to is replaced.
        string full = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        FileFormat format = FormatOf(path, image);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".infill-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp");
        try
        {
            ImageFile.Save(image, temporary, new SaveOptions
            {
                Format = format,
                JpegQuality = output.JpegQuality,
                StripMetadata = output.StripMetadata,
                Overwrite = true,
            });
            FileProof proof = Prove(image, temporary, format);
            cancellationToken.ThrowIfCancellationRequested();
            var written = new WrittenFile(format, new FileInfo(temporary).Length, HashFile(temporary), proof);
            File.Move(temporary, full, overwrite: output.Overwrite);
            return written;
        }
        finally
        {
            File.Delete(temporary);
        }
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
        if (decoded.Format != image.Format)
        {
            return FileProof.OtherPixelFormat;
        }

        return decoded.Size == image.Size && Enumerable.Range(0, image.Height).All(y => decoded.RowBytes(y).SequenceEqual(image.RowBytes(y)))
            ? FileProof.Exact
            : throw new ImageFileException($"The written {format} file does not decode to the result's exact pixels, so it was deleted. This is a bug.");
    }
}
