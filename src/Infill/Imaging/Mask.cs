using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Infill.Imaging;

/// <summary>Which pixels to fill: float 0…1, <b>1 = fill, 0 = keep</b>, everywhere in the system.</summary>
/// <remarks>Values are stored only inside <see cref="Window"/>; every pixel outside it is 0. So a small hole in a
/// 100-megapixel photo costs its own size, and mask work grows with the hole, not with the picture.</remarks>
public sealed class Mask
{
    // Up to here a value rounds to 0 of 65535.
    private const float HalfStep = 0.5f / ushort.MaxValue;

    /// <summary>A mask that keeps every pixel, with room for values in <paramref name="window"/>.</summary>
    /// <param name="size">Size of the picture that the mask belongs to.</param>
    /// <param name="window">Part of the picture that may be non-zero; must lie inside. An empty window stores nothing.</param>
    /// <exception cref="ArgumentException">The window does not lie inside the picture.</exception>
    public Mask(PixelSize size, PixelRect window)
    {
        if (!size.Bounds.Contains(window))
        {
            throw new ArgumentException($"Window {window} does not lie inside a {size} mask.", nameof(window));
        }

        Size = size;
        Window = window.IsEmpty ? default : window;
        Values = new float[checked((int)Window.Area)];
    }

    /// <summary>A mask that keeps every pixel and has room for all.</summary>
    public Mask(PixelSize size)
        : this(size, size.Bounds)
    {
    }

    /// <summary>Size of the picture that the mask belongs to.</summary>
    public PixelSize Size { get; }

    /// <summary>Columns of the picture.</summary>
    public int Width => Size.Width;

    /// <summary>Rows of the picture.</summary>
    public int Height => Size.Height;

    /// <summary>The stored part, in picture coordinates; all outside is 0.</summary>
    public PixelRect Window { get; }

    /// <summary>Values of <see cref="Window"/>, row by row, 0 = keep … 1 = fill.</summary>
    public float[] Values { get; }

    /// <summary>Value at picture coordinates; 0 outside the window. Setting outside the window is an error.</summary>
    public float this[int x, int y]
    {
        get => Window.Contains(x, y) ? Values[((y - Window.Y) * Window.Width) + x - Window.X] : 0f;
        set => Values[Window.Contains(x, y)
            ? ((y - Window.Y) * Window.Width) + x - Window.X
            : throw new ArgumentOutOfRangeException(nameof(x), $"({x}, {y}) lies outside the mask's window {Window}.")] = value;
    }

    /// <summary>The values of one window row; <paramref name="windowY"/> counts from the window's top.</summary>
    public Span<float> WindowRow(int windowY) => Values.AsSpan(windowY * Window.Width, Window.Width);

    /// <summary>A deep copy with the same window.</summary>
    public Mask Clone()
    {
        var copy = new Mask(Size, Window);
        Values.CopyTo(copy.Values, 0);
        return copy;
    }

    /// <summary>A copy with another window; values that fall outside it are lost, new room is 0.</summary>
    /// <param name="window">New window in picture coordinates; clipped to the picture.</param>
    public Mask WithWindow(PixelRect window)
    {
        var copy = new Mask(Size, window.Intersect(Size.Bounds));
        PixelRect common = copy.Window.Intersect(Window);
        for (int y = common.Y; y < common.Bottom; y++)
        {
            WindowRow(y - Window.Y).Slice(common.X - Window.X, common.Width)
                .CopyTo(copy.WindowRow(y - copy.Window.Y)[(common.X - copy.Window.X)..]);
        }

        return copy;
    }

    /// <summary>The part of the mask that falls on <paramref name="rect"/>, as a mask of the rectangle's own size with a full window.</summary>
    /// <param name="rect">Rectangle in picture coordinates; may reach outside, where the mask is 0.</param>
    public Mask Crop(PixelRect rect)
    {
        var crop = new Mask(rect.Size);
        PixelRect common = rect.Intersect(Window);
        for (int y = common.Y; y < common.Bottom; y++)
        {
            WindowRow(y - Window.Y).Slice(common.X - Window.X, common.Width)
                .CopyTo(crop.Values.AsSpan(((y - rect.Y) * rect.Width) + common.X - rect.X));
        }

        return crop;
    }

    /// <summary>The tight rectangle around all values above 0, in picture coordinates; empty if there are none.</summary>
    public PixelRect FindBounds() => FindBounds(above: 0f);

    /// <summary>Pixels with a value above 0.</summary>
    public long CountFilled() => Values.LongLength - Values.AsSpan().Count(0f);

    /// <summary>SHA-256 over size and values (quantised to 16 bit, outside the bounds of what is then above 0 nothing), lower-case hex.</summary>
    /// <remarks>The same for equal masks, whatever their windows; 16 bit is what a mask file can hold.</remarks>
    public string ComputeHash()
    {
        PixelRect bounds = FindBounds(above: HalfStep);
        using var hash = new Sha256();
        Span<int> header = [Width, Height, bounds.X, bounds.Y, bounds.Width, bounds.Height];
        hash.Append(MemoryMarshal.AsBytes(header));
        byte[] row = new byte[bounds.Width * sizeof(ushort)];
        for (int y = bounds.Y; y < bounds.Bottom; y++)
        {
            for (int x = 0; x < bounds.Width; x++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(
                    row.AsSpan(x * sizeof(ushort)), (ushort)MathF.Round(this[bounds.X + x, y] * ushort.MaxValue));
            }

            hash.Append(row);
        }

        return hash.Finish();
    }

    private PixelRect FindBounds(float above)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        for (int y = 0; y < Window.Height; y++)
        {
            ReadOnlySpan<float> row = WindowRow(y);
            // The search for one value is vectorised, that for a range is not.
            int first = above == 0f ? row.IndexOfAnyExcept(0f) : row.IndexOfAnyExceptInRange(0f, above);
            if (first >= 0)
            {
                left = Math.Min(left, first);
                right = Math.Max(right, above == 0f ? row.LastIndexOfAnyExcept(0f) : row.LastIndexOfAnyExceptInRange(0f, above));
                top = Math.Min(top, y);
                bottom = y;
            }
        }

        return right < 0 ? default : new PixelRect(Window.X + left, Window.Y + top, right - left + 1, bottom - top + 1);
    }
}
