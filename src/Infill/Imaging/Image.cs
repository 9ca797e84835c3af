using System.Runtime.InteropServices;

namespace Infill.Imaging;

/// <summary>A whole picture in the source's own samples: interleaved, 8 or 16 bit, upright (EXIF orientation applied).</summary>
/// <remarks>Only the pixels of a tile ever become float; a 100-megapixel photo costs its own bytes.
/// The pipeline treats an <see cref="Image"/> as read-only and writes into clones.</remarks>
public sealed class Image
{
    /// <summary>A picture of zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the bit depth is neither 8 nor 16.</exception>
    public Image(PixelSize size, PixelFormat format, ImageMetadata? metadata = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1);
        if (format.BitDepth is not (8 or 16))
        {
            throw new ArgumentOutOfRangeException(nameof(format), $"Bit depth is {format.BitDepth}, must be 8 or 16.");
        }

        Size = size;
        Format = format;
        Metadata = metadata ?? ImageMetadata.None;
        long samples = checked(size.Area * format.Channels);
        Samples8 = format.BitDepth == 8 ? new byte[samples] : [];
        Samples16 = format.BitDepth == 16 ? new ushort[samples] : [];
    }

    /// <summary>A picture over given samples, which it owns from now on.</summary>
    /// <exception cref="ArgumentException">The array's length is not width × height × channels, or a side is below 1.</exception>
    public Image(PixelSize size, PixelFormat format, byte[] samples, ImageMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        RequireSamples(size, format, samples.LongLength, bitDepth: 8);
        (Size, Format, Metadata, Samples8, Samples16) = (size, format, metadata ?? ImageMetadata.None, samples, []);
    }

    /// <inheritdoc cref="Image(PixelSize, PixelFormat, byte[], ImageMetadata?)"/>
    public Image(PixelSize size, PixelFormat format, ushort[] samples, ImageMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        RequireSamples(size, format, samples.LongLength, bitDepth: 16);
        (Size, Format, Metadata, Samples8, Samples16) = (size, format, metadata ?? ImageMetadata.None, [], samples);
    }

    /// <summary>Width and height after orientation.</summary>
    public PixelSize Size { get; }

    /// <summary>Columns.</summary>
    public int Width => Size.Width;

    /// <summary>Rows.</summary>
    public int Height => Size.Height;

    /// <summary>Meaning and depth of the samples.</summary>
    public PixelFormat Format { get; }

    /// <summary>What the file carried beside pixels; kept on save unless stripped.</summary>
    public ImageMetadata Metadata { get; }

    /// <summary>Interleaved samples if <see cref="PixelFormat.BitDepth"/> is 8, else empty.</summary>
    public byte[] Samples8 { get; }

    /// <summary>Interleaved samples if <see cref="PixelFormat.BitDepth"/> is 16, else empty.</summary>
    public ushort[] Samples16 { get; }

    /// <summary>One sample, 0 … <see cref="PixelFormat.MaxValue"/>; slow, for tests and single pixels.</summary>
    public int this[int x, int y, int channel]
    {
        get
        {
            long i = SampleIndex(x, y) + channel;
            return Format.BitDepth == 8 ? Samples8[i] : Samples16[i];
        }

        set
        {
            long i = SampleIndex(x, y) + channel;
            if (Format.BitDepth == 8)
            {
                Samples8[i] = checked((byte)value);
            }
            else
            {
                Samples16[i] = checked((ushort)value);
            }
        }
    }

    /// <summary>Index of the first sample of pixel (x, y); 64-bit on purpose.</summary>
    public long SampleIndex(int x, int y) => (((long)y * Width) + x) * Format.Channels;

    /// <summary>The bytes of one row as stored, little-endian for 16 bit.</summary>
    public ReadOnlySpan<byte> RowBytes(int y)
    {
        int rowSamples = Width * Format.Channels;
        long start = (long)y * rowSamples;
        return Format.BitDepth == 8
            ? MemoryMarshal.CreateReadOnlySpan(ref Samples8[start], rowSamples)
            : MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref Samples16[start], rowSamples));
    }

    /// <summary>A deep copy of the samples; the metadata is shared, as it never changes.</summary>
    public Image Clone() => Format.BitDepth == 8
        ? new Image(Size, Format, (byte[])Samples8.Clone(), Metadata)
        : new Image(Size, Format, (ushort[])Samples16.Clone(), Metadata);

    /// <summary>The same samples (shared) under other metadata.</summary>
    public Image WithMetadata(ImageMetadata metadata) => Format.BitDepth == 8
        ? new Image(Size, Format, Samples8, metadata)
        : new Image(Size, Format, Samples16, metadata);

    /// <summary>SHA-256 over size, format and samples, lower-case hex: equal for equal pixels whatever file they came from.</summary>
    public string ComputeHash()
    {
        using var hash = new Sha256();
        Span<int> header = [Width, Height, (int)Format.Model, Format.HasAlpha ? 1 : 0, Format.BitDepth];
        hash.Append(MemoryMarshal.AsBytes(header));
        for (int y = 0; y < Height; y++)
        {
            hash.Append(RowBytes(y));
        }

        return hash.Finish();
    }

    private static void RequireSamples(PixelSize size, PixelFormat format, long length, int bitDepth)
    {
        long expected = checked(size.Area * format.Channels);
        if (format.BitDepth != bitDepth || length != expected || size.Width < 1 || size.Height < 1)
        {
            throw new ArgumentException(
                $"Got {length} samples of {bitDepth} bit; a {size} picture in {format} has {expected} of {format.BitDepth} bit.");
        }
    }
}
