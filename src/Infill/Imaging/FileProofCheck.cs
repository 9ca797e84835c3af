namespace Infill.Imaging;

/// <summary>Proves on an encoded file that it holds a picture's exact pixels, where its format can.</summary>
public static class FileProofCheck
{
    /// <summary>Decodes what was encoded and compares it sample by sample; JPEG is lossy and is not looked at.</summary>
    /// <param name="image">What was encoded.</param>
    /// <param name="load">Decodes the file again.</param>
    /// <param name="format">Format of the file.</param>
    /// <returns>What the file proves.</returns>
    /// <exception cref="ImageFileException">A lossless file does not decode to the same samples: a fault in this library.</exception>
    public static FileProof Require(Image image, Func<Image> load, FileFormat format)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(load);
        if (format == FileFormat.Jpeg)
        {
            return FileProof.Lossy;
        }

        Image decoded = load();
        decoded = SampleFormat.TryExact(decoded, image.Format) ?? decoded;
        if (decoded.Format != image.Format)
        {
            return FileProof.OtherPixelFormat;
        }

        return decoded.Size == image.Size && Enumerable.Range(0, image.Height).All(y => decoded.RowBytes(y).SequenceEqual(image.RowBytes(y)))
            ? FileProof.Exact
            : throw new ImageFileException($"The written {format} file does not decode to the result's exact pixels, so nothing is left of it. This is a bug.");
    }
}
