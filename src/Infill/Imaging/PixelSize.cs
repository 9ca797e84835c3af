namespace Infill.Imaging;

/// <summary>Width and height in pixels.</summary>
/// <param name="Width">Columns, at least 1 for any picture.</param>
/// <param name="Height">Rows, at least 1 for any picture.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>Pixels in the rectangle of this size; 64-bit, because 300-megapixel pictures times channels pass 2³¹.</summary>
    public long Area => (long)Width * Height;

    /// <summary>The rectangle (0, 0, Width, Height).</summary>
    public PixelRect Bounds => new(0, 0, Width, Height);

    /// <summary>"640×427", as error messages print it.</summary>
    public override string ToString() => $"{Width}×{Height}";
}
