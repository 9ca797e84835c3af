namespace Infill.Imaging;

/// <summary>A small picture for computing: planar C×H×W float32. Tiles are sRGB-encoded, 0…1.</summary>
/// <remarks>Plane c starts at c·H·W; rows are contiguous. Whole photos never take this form, only tiles do.</remarks>
public sealed class FloatImage
{
    /// <summary>A picture of zeros.</summary>
    /// <param name="channels">Planes, at least 1.</param>
    /// <param name="size">Size of every plane.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public FloatImage(int channels, PixelSize size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1);
        Channels = channels;
        Size = size;
        Values = new float[checked((int)(size.Area * channels))];
    }

    /// <summary>Number of planes: 3 (RGB) or 4 (RGB + straight alpha) for tiles.</summary>
    public int Channels { get; }

    /// <summary>Width and height of each plane.</summary>
    public PixelSize Size { get; }

    /// <summary>Columns.</summary>
    public int Width => Size.Width;

    /// <summary>Rows.</summary>
    public int Height => Size.Height;

    /// <summary>All planes, one after the other; owned by this picture.</summary>
    public float[] Values { get; }

    /// <summary>One value; slow, for tests and single pixels.</summary>
    public float this[int channel, int x, int y]
    {
        get => Values[(((channel * Height) + y) * Width) + x];
        set => Values[(((channel * Height) + y) * Width) + x] = value;
    }

    /// <summary>The H·W values of one channel, row by row.</summary>
    public Span<float> Plane(int channel) => Values.AsSpan(channel * Width * Height, Width * Height);

    /// <summary>One row of one channel.</summary>
    public Span<float> Row(int channel, int y) => Values.AsSpan(((channel * Height) + y) * Width, Width);

    /// <summary>A deep copy.</summary>
    public FloatImage Clone()
    {
        var copy = new FloatImage(Channels, Size);
        Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
