using System.Text.Json.Serialization;

namespace Infill.Imaging;

/// <summary>Half-open rectangle of pixels: contains X ≤ x &lt; Right, Y ≤ y &lt; Bottom.</summary>
/// <param name="X">Left column, may be negative before clipping.</param>
/// <param name="Y">Top row, may be negative before clipping.</param>
/// <param name="Width">Columns; 0 or less means empty.</param>
/// <param name="Height">Rows; 0 or less means empty.</param>
public readonly record struct PixelRect(int X, int Y, int Width, int Height)
{
    /// <summary>First column to the right of the rectangle.</summary>
    [JsonIgnore]
    public int Right => X + Width;

    /// <summary>First row below the rectangle.</summary>
    [JsonIgnore]
    public int Bottom => Y + Height;

    /// <summary>True if the rectangle holds no pixel.</summary>
    [JsonIgnore]
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>Width and height without the position.</summary>
    [JsonIgnore]
    public PixelSize Size => new(Width, Height);

    /// <summary>Number of pixels, 0 if empty.</summary>
    [JsonIgnore]
    public long Area => IsEmpty ? 0 : (long)Width * Height;

    // 64-bit: a rectangle from a file may end beyond 2³¹, and a wrapped edge would pass for one inside.
    private long FarX => (long)X + Width;

    private long FarY => (long)Y + Height;

    /// <summary>The rectangle between two corners; <paramref name="right"/> and <paramref name="bottom"/> are exclusive.</summary>
    public static PixelRect FromEdges(int left, int top, int right, int bottom) => new(left, top, right - left, bottom - top);

    /// <summary>True if the pixel (x, y) lies inside.</summary>
    public bool Contains(int x, int y) => x >= X && y >= Y && x < FarX && y < FarY;

    /// <summary>True if every pixel of <paramref name="other"/> lies inside; an empty rectangle lies in all.</summary>
    public bool Contains(PixelRect other) =>
        other.IsEmpty || (other.X >= X && other.Y >= Y && other.FarX <= FarX && other.FarY <= FarY);

    /// <summary>The common pixels; empty (0, 0, 0, 0) if there are none.</summary>
    public PixelRect Intersect(PixelRect other)
    {
        (int left, int top) = (Math.Max(X, other.X), Math.Max(Y, other.Y));
        long width = Math.Min(FarX, other.FarX) - left;
        long height = Math.Min(FarY, other.FarY) - top;
        return width <= 0 || height <= 0 ? default : new PixelRect(left, top, (int)width, (int)height);
    }

    /// <summary>The smallest rectangle that holds both; an empty one adds nothing.</summary>
    public PixelRect Union(PixelRect other)
    {
        if (IsEmpty)
        {
            return other;
        }

        return other.IsEmpty ? this : FromEdges(
            Math.Min(X, other.X), Math.Min(Y, other.Y), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
    }

    /// <summary>Grown by <paramref name="margin"/> pixels on every side (shrunk if negative); not clipped.</summary>
    public PixelRect Inflate(int margin) => new(X - margin, Y - margin, Width + (2 * margin), Height + (2 * margin));

    /// <summary>The same rectangle in a frame whose origin is (<paramref name="originX"/>, <paramref name="originY"/>).</summary>
    public PixelRect RelativeTo(int originX, int originY) => new(X - originX, Y - originY, Width, Height);

    /// <summary>"64×40 at (10, 20)", as error messages print it.</summary>
    public override string ToString() => $"{Width}×{Height} at ({X}, {Y})";
}
